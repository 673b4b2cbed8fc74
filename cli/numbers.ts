import { InvalidArgumentError } from "commander";

/** Reads an option's number; commander names the option and shows what is said here when it is not one. */
export const numberWithin =
  (least: number, most: number, kind?: "whole") =>
  (text: string): number => {
    const number = text.trim() === "" ? NaN : Number(text);
    const isKind = kind === undefined || Number.isInteger(number);
    if (number >= least && number <= most && isKind) return number;
    throw new InvalidArgumentError(
      `It must be a ${kind === undefined ? "" : "whole "}number from ${least} to ${most}.`,
    );
  };
