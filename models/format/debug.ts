import { cidr } from "./cidr";
import { keyPair } from "./identifiers";
import { boolean } from "./kinds/boolean";
import type { Keys } from "./kinds/key";
import type { Kind } from "./kinds/kind";
import { list } from "./kinds/list";
import { record } from "./kinds/record";
import type { DebugSpec } from "./spec";

const debugKeys = {
  SessionManager: {
    kind: boolean,
    default: false,
    meaning: "whether Session Manager may open a shell on an instance; no port is opened",
  },
  Exec: { kind: boolean, default: false, meaning: "whether ECS Exec may open a shell in a worker's container" },
  AllowSshFrom: {
    kind: list(cidr, { min: 1, max: 60, unique: true }),
    meaning: "the IPv4 ranges that may reach port 22",
  },
  KeyName: { kind: keyPair, meaning: "the EC2 key pair for ssh" },
} satisfies Keys;

const written = record(debugKeys);

/** At least one way to look in; a key pair only where ssh can come in, by a port or through Session Manager. */
export const debug: Kind<DebugSpec> = {
  ...written,
  schema: {
    ...written.schema,
    anyOf: [
      { required: ["AllowSshFrom"] },
      { ...switchedOn("SessionManager") },
      { ...switchedOn("Exec"), not: { required: ["KeyName"] } },
    ],
  },
  read(at) {
    const values = written.read(at);
    if (!values) return undefined;
    const { SessionManager, Exec, AllowSshFrom, KeyName } = values;
    if (KeyName !== undefined && !AllowSshFrom && !SessionManager)
      return at.error("KeyName is of no use: nothing lets ssh in; add SessionManager: true, or AllowSshFrom");
    if (!SessionManager && !Exec && !AllowSshFrom)
      return at.error("lets nobody in; write SessionManager: true, or remove the key");
    return {
      sessionManager: SessionManager,
      exec: Exec,
      allowSshFrom: AllowSshFrom ?? [],
      ...(KeyName !== undefined && { keyName: KeyName }),
    };
  },
};

function switchedOn(key: "SessionManager" | "Exec") {
  return { type: "object", properties: { [key]: { const: true } }, required: [key] };
}
