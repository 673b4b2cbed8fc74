import type { IncomingMessage } from "node:http";
import { decodeCbor } from "../../cbor";
import type { Call } from "../../operate/call";

/** What a request asks for, whatever its protocol: names as in AWS's API reference; lists are arrays. */
export type Parameters = Readonly<Record<string, unknown>>;

export function parametersOf({ protocol }: Call, { url = "/" }: IncomingMessage, body: Buffer): Parameters {
  switch (protocol) {
    case "json":
      return JSON.parse(body.toString() || "{}") as Parameters;
    case "cbor":
      return decodeCbor(body) as Parameters;
    case "s3": {
      const { pathname, searchParams } = new URL(url, "http://s3");
      const [bucket = "", ...key] = decodeURIComponent(pathname).slice(1).split("/");
      return { Bucket: bucket, Key: key.join("/"), Prefix: searchParams.get("prefix") ?? "" };
    }
    case "ec2":
    case "query":
      return flat(new URLSearchParams(body.toString()));
  }
}

/** `AlarmNames.member.1=a` of the query protocols is `AlarmNames: ["a"]`. */
function flat(form: URLSearchParams): Parameters {
  const parameters: Record<string, string | string[]> = {};
  for (const [name, value] of form) {
    const list = /^(\w+)(?:\.member)?\.\d+$/.exec(name)?.[1];
    if (list === undefined) parameters[name] = value;
    else parameters[list] = [...(parameters[list] ?? []), value];
  }
  return parameters;
}

export const textOf = (parameters: Parameters, name: string): string => {
  const value = parameters[name];
  return typeof value === "string" ? value : "";
};

export const listOf = (parameters: Parameters, name: string): string[] => {
  const value = parameters[name];
  return Array.isArray(value) ? value.map(String) : [];
};
