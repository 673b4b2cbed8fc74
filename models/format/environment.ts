import { CLIENT_NAMES, WORKER_NAMES } from "./client-names";
import { map } from "./kinds/map";
import { asWritten, text } from "./kinds/text";

const OWN: readonly string[] = [...CLIENT_NAMES, ...WORKER_NAMES];

/** What the ECS agent sets in a container: another value would take the GPUs or the task role from it. */
const AGENT_NAMES = /^(NVIDIA_VISIBLE_DEVICES|AWS_CONTAINER_CREDENTIALS_\w+|ECS_CONTAINER_METADATA_URI\w*)$/;

/** A task has its role; a key in a file of the repository is a leak. */
const CREDENTIALS = /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|PROFILE)$/;

/** Variables of the container. */
export const environment = map({
  name: text({
    words: "letters, digits, `_`, no digit first",
    max: 255,
    rules: [
      {
        fits: /^[A-Za-z_][A-Za-z0-9_]*$/u,
        otherwise: "is not a variable's name: letters, digits and _, no digit first",
      },
    ],
    also: (name) => {
      if (OWN.includes(name)) return "is set by the stack itself; remove it";
      if (AGENT_NAMES.test(name)) return "is set by the ECS agent; remove it";
      if (CREDENTIALS.test(name)) return "does not belong here: a worker has its task role's credentials; remove it";
      const client = CLIENT_NAMES.find((known) => name.includes(known));
      return client && `contains ${client}: the client would take it for that one; rename it`;
    },
  }),
  value: asWritten({ words: "text or number", max: 4096, multiline: true }),
  max: 200,
});
