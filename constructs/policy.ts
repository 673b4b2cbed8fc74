/** One statement of a policy document, in IAM's own spelling. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | { readonly Service: string } | { readonly Federated: string };
  readonly Action: readonly string[] | string;
  readonly Resource?: readonly string[] | string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A policy document as JSON text, readable in a plan. */
export function policy(...statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** A statement that allows these actions on these resources, under a condition if one is given. */
export function allow(
  Sid: string,
  Action: Statement["Action"],
  Resource: readonly string[] | string,
  Condition?: Statement["Condition"],
): Statement {
  return { Sid, Effect: "Allow", Action, Resource, ...(Condition && { Condition }) };
}

/** Trust policy of a role that one AWS service takes, optionally only for callers that meet a condition. */
export function trust(service: string, condition?: Statement["Condition"]): string {
  return policy({
    Effect: "Allow",
    Principal: { Service: service },
    Action: "sts:AssumeRole",
    ...(condition && { Condition: condition }),
  });
}

/** Refuses every request that comes without TLS; `action` is the whole service, such as `sqs:*`. */
export function onlyTls(action: string, resources: readonly string[]): Statement {
  return {
    Sid: "OnlyTls",
    Effect: "Deny",
    Principal: "*",
    Action: action,
    Resource: resources,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}
