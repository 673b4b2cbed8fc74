import type { Keys } from "./kinds/key";
import { number } from "./kinds/number";
import { record } from "./kinds/record";
import { text } from "./kinds/text";

/** "CreateRepository", repositoryName: 2 to 256 characters, and the pattern that all its parts follow. */
const repositoryName = text({
  words: "lower-case letters, digits and `. _ -` between them, in parts with `/` between them; 2 to 256",
  min: 2,
  max: 256,
  rules: [
    { fits: /^[^A-Z]*$/u, otherwise: "may hold no capital letters: names of images have none" },
    {
      fits: /^[a-z0-9]+([._-][a-z0-9]+)*(\/[a-z0-9]+([._-][a-z0-9]+)*)*$/u,
      otherwise: "is not a repository's name such as mbari/detector",
    },
  ],
});

/** The repository of a model that names none: below the project's own word, so that it meets nobody else's. */
export function defaultRepositoryName(stackName: string): string {
  return `elastic-models/${stackName.toLowerCase()}`;
}

export const repository = record({
  Name: {
    kind: repositoryName,
    defaultWords: "`elastic-models/<stackname>`",
    meaning: "the name of the ECR repository",
  },
  KeepImages: {
    kind: number({ whole: true, min: 1, max: 1000 }),
    default: 10,
    meaning: "how many images are kept, the youngest; ECR deletes older ones",
  },
} satisfies Keys);
