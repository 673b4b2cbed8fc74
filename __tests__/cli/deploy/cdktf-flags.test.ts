import { Command } from "commander";
import { addFlags, asWords, deployFlags } from "../../../cli/deploy/cdktf-flags";

function passedOn(...words: string[]): string[] {
  const command = new Command().argument("<model>").action(() => {});
  addFlags(command, deployFlags);
  command.parse(words, { from: "user" });
  return asWords(command.opts(), deployFlags);
}

test("cdktf's flags are passed on, wherever they stand", () => {
  expect(passedOn("--auto-approve", "Megadetector", "--refresh-only", "--terraform-parallelism", "4")).toEqual([
    "--auto-approve",
    "--terraform-parallelism=4",
    "--refresh-only",
  ]);
  expect(passedOn("Megadetector", "--no-color", "--var", "a=1", "--var", "b=x y", "--var-file", "f")).toEqual([
    "--no-color",
    "--var=a=1",
    "--var=b=x y",
    "--var-file=f",
  ]);
  expect(passedOn("Megadetector")).toEqual([]);
});
