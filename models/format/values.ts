import { CLIENT_NAMES, OWN_TAGS, WORKER_NAMES } from "./client-names";
import { GPU_INSTANCE_TYPES } from "./gpu-instance-types";
import type { Kind } from "./kinds/kind";
import { map } from "./kinds/map";
import { asWritten, mapped, text } from "./kinds/text";
import { didYouMean } from "./problems";
import { REGIONS } from "./regions";
import type { GpuInstanceType, S3Location } from "./spec";

export const stackName = text({
  words: "a letter, then letters and digits; at most 28",
  max: 28,
  rules: [
    { fits: /^[A-Za-z]/u, otherwise: "does not start with a letter" },
    {
      fits: /^[A-Za-z0-9]*$/u,
      otherwise: "may hold letters and digits only: the client finds a fleet by the text before the first -",
    },
    {
      fits: /^(?!([aA][wW][sS]|[eE][cC][sS]|[fF][aA][rR][gG][aA][tT][eE]))/u,
      otherwise: "may not start with aws, ecs or fargate: ECS refuses such names of capacity providers",
    },
  ],
});

export const region = choice(REGIONS, "AWS region", "is not an AWS region that the AWS provider knows");

export const instanceType: Kind<GpuInstanceType> = {
  ...choice([...GPU_INSTANCE_TYPES.keys()], "GPU instance type", "is not a known GPU instance type"),
  read(at) {
    const name = choice([...GPU_INSTANCE_TYPES.keys()], "", "is not a known GPU instance type").read(at);
    const facts = name === undefined ? undefined : GPU_INSTANCE_TYPES.get(name);
    return facts && { name: facts.name, gpus: facts.gpus, vcpus: facts.vcpus, memoryMib: facts.memoryMib };
  },
};

/** Bucket names: "General purpose bucket naming rules"; keys: at most 1024 bytes. `*`, `?` and `${` mean more in a policy. */
const S3_URL = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/([^*?$]*)$/u;

export const s3Location: Kind<S3Location> = mapped(
  text({
    words: "`s3://bucket/key`, or a prefix that ends in `/`",
    max: 1024 + 69,
    rules: [{ fits: S3_URL, otherwise: "is not an S3 location such as s3://bucket/model.pt" }],
  }),
  (url) => {
    const [, bucket = "", key = ""] = S3_URL.exec(url) ?? [];
    return { bucket, key };
  },
);

const RESERVED: readonly string[] = [...CLIENT_NAMES, ...WORKER_NAMES];
export const environment = map({
  name: text({
    words: "letters, digits, `_`",
    max: 255,
    rules: [
      {
        fits: /^[A-Za-z_][A-Za-z0-9_]*$/u,
        otherwise: "is not a variable's name: letters, digits and _, no digit first",
      },
    ],
    also: (name) => {
      if (RESERVED.includes(name)) return "is set by the stack itself";
      const client = CLIENT_NAMES.find((known) => name.includes(known));
      return client && `contains ${client}: the client would take it for that one`;
    },
  }),
  value: asWritten({ max: 4096 }),
  max: 200,
});

const TAG_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+@-]*$/u;
export const tags = map({
  name: text({
    words: "1 to 128 of AWS's tag characters, not starting with `aws:`",
    max: 128,
    rules: [
      { fits: TAG_TEXT, otherwise: "may hold letters, digits, spaces and _ . : / = + - @ only" },
      { fits: /^(?![aA][wW][sS]:)/u, otherwise: "may not start with aws:" },
    ],
    also: (name) =>
      OWN_TAGS.some((own) => own.toLowerCase() === name.toLowerCase()) ? "is a tag of the stack itself" : undefined,
  }),
  value: text({
    words: "at most 256 of them",
    min: 0,
    max: 256,
    rules: [{ fits: TAG_TEXT, otherwise: "may hold letters, digits, spaces and _ . : / = + - @ only" }],
  }),
  max: 50 - OWN_TAGS.length,
  folded: true,
});

export function choice(known: readonly string[], words: string, otherwise: string): Kind<string> {
  const any = text({ words, max: 100 });
  return {
    words,
    schema: { enum: known },
    read(at) {
      const value = any.read(at);
      if (value === undefined || known.includes(value)) return value;
      return at.error(`${value} ${otherwise}${didYouMean(value, known)}`);
    },
  };
}
