import type { ModelSpec, ServedSpec } from "../models/format/spec";
import { type OperatingCommand, permissions, type ServedCommand, servedPermissions } from "./permissions";
import { policyFor } from "./policy";

/** docs/permissions.md: each command's policy for one model of each kind, in an account whose id is the documentation's. */
export function permissionsPage(spec: ModelSpec, served: ServedSpec): string {
  const where = {
    accountId: "123456789012",
    partition: "aws",
    stateBucket: `elastic-models-state-123456789012-${spec.region}`,
  };
  const section = (command: OperatingCommand, of: ModelSpec | ServedSpec, title: string, remark: string) =>
    `## ${title}\n\n${remark}\n\n\`\`\`json\n${JSON.stringify(policyFor(command, of, where), null, 2)}\n\`\`\`\n`;
  const sections = [
    ...(Object.keys(permissions) as OperatingCommand[]).map((command) =>
      section(command, spec, command, remarks[command]),
    ),
    ...(Object.keys(servedPermissions) as ServedCommand[]).map((command) =>
      section(command, served, `${command} of a served model`, servedRemarks[command]),
    ),
  ];
  return `<!-- Made by \`npm run generate\` from operate/permissions.ts. -->

# What each command needs

Policies for whoever operates ${spec.stackName} and need not deploy it; at the end, those for a served model, ${served.stackName}. For another model replace its name; for
another account and region, \`123456789012\` and \`${spec.region}\`. Credentials come from the AWS SDK's own chain: variables,
profiles, \`aws sso login\`, an instance's role.

Without a permission, \`check\` marks the line with "?", \`status\` shows the rest and names what is lacking, and other
commands end with exit status 3 and its name. Each policy is held against the calls that the command makes in its
end-to-end tests, and against AWS's own table of actions and resources. That AWS itself lets them pass is *unverified*.

${sections.join("\n")}`;
}

const remarks: Readonly<Record<OperatingCommand, string>> = {
  check:
    "Only looks. `s3:ListBucket` also decides whether S3 says that an object is missing or only that it may not be seen.",
  status: "Only looks.",
  pause:
    "Looks as `status` does, and says what it cannot see; changes one parameter and one process of the group. Without\n`autoscaling:SuspendProcesses` the stack is paused all the same, but the reconciler has to keep the alarm from ordering\ninstances, within a minute: the command says so and ends with status 3.",
  resume: "The same with `autoscaling:ResumeProcesses`.",
  shell: "Only picks where to go. The session itself needs what [debugging.md](debugging.md) says.",
  logs: "Only looks.",
  "dead-letters":
    "A list needs neither `sqs:SendMessage`, `sqs:DeleteMessage` nor the two of `MessageMoveTask`: those are a redrive's.",
  results: "Only looks: the reports that it reads are given back at once.",
  cost: "Only looks.",
};

const servedRemarks: Readonly<Record<ServedCommand, string>> = {
  check:
    "Only looks. Without GPUs, only what is about an image, buckets, the network, quotas and a certificate is used.",
  status: "Only looks. Without GPUs, `autoscaling:…` and `ec2:DescribeInstances` are not used.",
};
