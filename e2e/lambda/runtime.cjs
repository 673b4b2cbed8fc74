"use strict";
// What Lambda's Node runtime is to a function: `node runtime.cjs index.handler` in the folder of its code. It loads the
// function once and runs one invocation after the other, as its parent process asks by messages:
//
//   in   { event, now, deadline }     an invocation; times in milliseconds since 1970
//   out  { sleep, at, id }            the function waits so many milliseconds from then on, by its own clock
//   in   { wake: id, now }            it has waited
//   out  { written, error }           the invocation has ended; error: the function's, with its stack
//
// Each message sets the clock, which then goes on as the machine's does: the AWS SDK, which waits before it tries again,
// needs one that goes. Only what the function itself waits for takes no time, so that an afternoon of looks takes seconds.
const path = require("node:path");
const timers = require("node:timers/promises");

let ahead = 0;
let written = "";
const waiting = new Map();

const MachineDate = Date;
const now = () => MachineDate.now() + ahead;
globalThis.Date = class extends MachineDate {
  constructor(...parts) {
    super(...(parts.length === 0 ? [now()] : parts));
  }
  static now() {
    return now();
  }
};

timers.setTimeout = (sleep, value) =>
  new Promise((resolve) => {
    const id = waiting.size;
    waiting.set(id, () => resolve(value));
    process.send({ sleep, at: now(), id });
  });

process.stdout.write = (text) => {
  written += text;
  return true;
};

const [file, name] = process.argv[2].split(".");
const handler = load();

process.on("message", (message) => {
  ahead = message.now - MachineDate.now();
  if (message.wake === undefined) void invoke(message);
  else waiting.get(message.wake)();
});
process.on("disconnect", () => process.exit());

/** Before the first invocation, as in Lambda's init phase: it takes nothing of that one's time. What fails, fails there. */
function load() {
  try {
    return require(path.resolve(`${file}.js`))[name];
  } catch (error) {
    return () => Promise.reject(error);
  }
}

async function invoke({ event, deadline }) {
  written = "";
  waiting.clear();
  let error;
  try {
    await handler(event, { getRemainingTimeInMillis: () => deadline - now() });
  } catch (thrown) {
    error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  }
  process.send({ written, error });
}
