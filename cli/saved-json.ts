import { UserError } from "./user-error";

/**
 * Parses what a program wrote into a file that a person, a merge or a full disk may have damaged since.
 *
 * @param fix what to do when it is damaged, as one sentence
 * @throws UserError
 */
export function parseSaved(text: string, file: string, fix: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`${file} is damaged: ${(error as SyntaxError).message}\n${fix}`);
  }
}
