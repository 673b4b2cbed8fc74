import type { Command, OptionValues } from "commander";

/** cdktf's own flags that have a meaning for one stack; they are passed on as they are given. */
const FLAGS = {
  "--auto-approve": "do not ask",
  "--no-color": "no colours",
  "--terraform-parallelism <number>": "how many changes Terraform makes at the same time",
  "--var <name=value...>": "value of an input variable",
  "--var-file <file...>": "values of input variables, in a file",
  "--skip-provider-lock": "do not write the provider's checksums",
  "--refresh-only": "only see what was changed from outside",
  "--migrate-state": "move the state to where it belongs now",
  "--outputs-file <file>": "also write the outputs in cdktf's form",
  "--outputs-file-include-sensitive-outputs": "sensitive ones, too",
} as const;

type Flag = keyof typeof FLAGS;

export const destroyFlags: readonly Flag[] = [
  "--auto-approve",
  "--no-color",
  "--terraform-parallelism <number>",
  "--var <name=value...>",
  "--var-file <file...>",
  "--skip-provider-lock",
];
export const deployFlags = Object.keys(FLAGS) as readonly Flag[];

export function addFlags(command: Command, flags: readonly Flag[]): void {
  for (const flag of flags) command.option(flag, FLAGS[flag]);
}

/** The flags that were given, as words for cdktf. */
export function asWords(options: OptionValues, flags: readonly Flag[]): string[] {
  return flags.flatMap((flag) => {
    const [name = ""] = flag.split(" ");
    if (name === "--no-color") return options.color === false ? [name] : [];
    const value = options[camelCase(name.slice(2))] as true | string | string[] | undefined;
    if (value === undefined) return [];
    return value === true ? [name] : [value].flat().map((each) => `${name}=${each}`);
  });
}

function camelCase(words: string): string {
  return words.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
