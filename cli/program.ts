import { Command, CommanderError } from "commander";
import { commands } from "./commands";
import { exitStatus } from "./exit-status";
import { report } from "./report";
import { red } from "./terminal";

/** Runs one command line, without the program's own name: `["deploy", "Megadetector"]`; returns its exit status. */
export async function run(words: readonly string[]): Promise<number> {
  try {
    const program = programFor(words);
    if (words.length === 0) program.outputHelp();
    else await program.parseAsync(words, { from: "user" });
    return Number(process.exitCode ?? exitStatus.done);
  } catch (error) {
    const status = error instanceof CommanderError ? statusOf(error) : report(error);
    const asked = words.find((word) => Object.hasOwn(commands, word));
    return status !== exitStatus.done && asked !== undefined && commands[asked]?.errorsAreOne
      ? exitStatus.failed
      : status;
  }
}

function statusOf({ exitCode }: CommanderError): number {
  return exitCode === 0 ? exitStatus.done : exitStatus.usage;
}

/** The whole program for --help, but only the command that is asked for is loaded. */
function programFor(words: readonly string[]): Command {
  const program = new Command("model")
    .usage("<command> [arguments]")
    .description("Turns the models in models/*.yaml into GPU fleets on AWS, one Terraform stack a model.")
    .helpCommand("help [command]", "what a command does, with examples")
    .showHelpAfterError("(what there is: ./model --help)")
    .configureHelp({ helpWidth: 120 })
    .configureOutput({ outputError: (text, write) => write(`${red("error:")} ${text.replace(/^error: /, "")}`) })
    .exitOverride();
  const [first, second] = words.filter((word) => !word.startsWith("-"));
  const asked = first === "help" ? second : first;
  for (const [name, { summary, load }] of Object.entries(commands)) {
    const command = program.command(name).summary(summary).description(sentence(summary));
    command.showHelpAfterError(`(what it takes: ./model ${name} --help)`);
    if (name === asked) load().define(command);
  }
  return program;
}

function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}
