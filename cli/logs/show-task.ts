import type { ModelSpec } from "../../models/format/spec";
import { findTasks } from "../../operate/logs/find-tasks";
import { dayOf, timeOf } from "../../operate/logs/log-line";
import { readTask } from "../../operate/logs/read-task";
import { duration } from "../../operate/words";
import { notDeployed } from "../not-deployed";
import { grey, print } from "../terminal";
import { UserError } from "../user-error";

/**
 * Prints what one worker wrote.
 * @param past milliseconds back from now; without it, all
 */
export async function showTask(spec: ModelSpec, beginning: string, past?: number): Promise<void> {
  const task = await theOne(spec, beginning);
  const lines = await readTask(spec, task, past === undefined ? undefined : Date.now() - past);
  if (lines.length === 0) throw nothing(spec, task, past);
  for (const { at, text } of lines) print(`${grey(timeOf(at), process.stdout)}  ${text}`);
}

/** As many of those that are meant perhaps as a person wants to see. */
const shown = 10;

async function theOne(spec: ModelSpec, beginning: string): Promise<string> {
  const found = await findTasks(spec, beginning);
  if (!found) throw notDeployed(spec);
  const [task, ...others] = found;
  if (!task) throw nothing(spec, beginning);
  if (others.length === 0) return task.id;
  const some = found.slice(0, shown).map(({ id, began }) => `  ${id}  from ${dayOf(began)} ${timeOf(began)}`);
  const more = found.length > shown ? [`  and ${found.length - shown} before them`] : [];
  throw new UserError(`the ids of ${found.length} tasks of ${spec.stackName} begin with ${beginning}; give more letters of one
${[...some, ...more].join("\n")}`);
}

function nothing({ stackName }: ModelSpec, task: string, past?: number): UserError {
  if (past !== undefined)
    return new UserError(`task ${task} of ${stackName} has written nothing in the last ${duration(past / 1000)}.
All that it wrote: ./model logs ${stackName} --task ${task}`);
  return new UserError(`task ${task} of ${stackName} has written nothing.
A task whose image could not be pulled, for example, never ran. Why: ./model status ${stackName}`);
}
