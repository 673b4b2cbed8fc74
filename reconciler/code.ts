/** `index.js` in the function's zip exports `handler`. */
export const handlerName = "index.handler";
