import type { Command } from "commander";

/** What the file of a command exports: `define` gives a commander command its arguments, options, help and action. */
export interface CommandFile {
  define(command: Command): void;
}

/** A command: its one line in the list of all, and how to load its file, which happens only when it is asked for. */
export interface Listed {
  readonly summary: string;
  readonly load: () => CommandFile;
  /** True: this command's statuses from 2 on mean something of its own, so every error of it is 1. */
  readonly errorsAreOne?: boolean;
}

/* eslint-disable @typescript-eslint/no-require-imports -- an import would load every command for each of them */

/** All commands, in the order of --help. To add one: its file beside this one, and its line here. */
export const commands: Readonly<Record<string, Listed>> = {
  synth: {
    summary: "make the Terraform stacks of all models and show what is in them",
    load: () => require("./synth") as CommandFile,
  },
  deploy: {
    summary: "make or change the stack of a model",
    load: () => require("./deploy") as CommandFile,
  },
  destroy: {
    summary: "remove the stack of a model; buckets with data stay",
    load: () => require("./destroy") as CommandFile,
  },
  outputs: {
    summary: "show the names, URLs and ARNs of a deployed stack",
    load: () => require("./outputs") as CommandFile,
  },
  state: {
    summary: "where Terraform keeps its state: make the bucket for it",
    load: () => require("./state") as CommandFile,
  },
  try: {
    summary: "play a stack's whole life on this machine, without AWS",
    load: () => require("./try") as CommandFile,
  },
  plan: {
    summary: "show what a change of the models would change in AWS, for a review",
    load: () => require("./plan") as CommandFile,
    errorsAreOne: true,
  },
  forecast: {
    summary: "say, before anything is deployed, when the results are there and what they cost",
    load: () => require("./forecast") as CommandFile,
  },
  check: {
    summary: "find what would make a first deploy fail, or the fleet or tasks never start",
    load: () => require("./check") as CommandFile,
  },
  status: {
    summary: "show what a stack does, and why nothing runs or answers",
    load: () => require("./status") as CommandFile,
  },
  pause: {
    summary: "let running videos finish and start no other",
    load: () => require("./pause") as CommandFile,
  },
  resume: {
    summary: "take up what a pause has stopped",
    load: () => require("./resume") as CommandFile,
  },
  logs: {
    summary: "show what a worker said about a video, or what the reconciler did",
    load: () => require("./logs") as CommandFile,
  },
  shell: {
    summary: "open a shell on an instance, or in a worker's container",
    load: () => require("./shell") as CommandFile,
  },
  "dead-letters": {
    summary: "list the videos that failed for good, and try chosen ones again",
    load: () => require("./dead-letters") as CommandFile,
  },
  results: {
    summary: "list finished results by job, and fetch them",
    load: () => require("./results") as CommandFile,
  },
  cost: {
    summary: "show this month's instance hours and dollars",
    load: () => require("./cost") as CommandFile,
  },
};
