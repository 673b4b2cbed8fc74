import type { Finding, ModelReading } from "./model-rules";
import { SMALLEST_ROOT_GIB, type ModelValues } from "./to-spec";

/** The account number in the documentation's example. */
const EXAMPLE_ACCOUNT = "168552337187";

/** What is allowed, and most likely not meant. */
export function modelWarnings(reading: ModelReading): Finding[] {
  return [
    ...exampleAccount(reading),
    ...movingImage(reading, "workers of one fleet"),
    ...unusedRepository(reading),
    ...rootVolume(reading),
    ...openToTheWorld(reading),
  ];
}

/** Those of the named keys' values that could be read. */
interface Some<N extends keyof ModelValues> {
  readonly values: Partial<Pick<ModelValues, N>>;
}

export function exampleAccount({ values }: Some<"ContainerImage" | "model_location" | "track_config">): Finding[] {
  const keys = (["ContainerImage", "model_location", "track_config"] as const).filter((key) =>
    JSON.stringify(values[key] ?? "").includes(EXAMPLE_ACCOUNT),
  );
  if (!keys[0]) return [];
  const message = `${EXAMPLE_ACCOUNT} is the account number of the documentation's example; put your own into ${keys.join(", ")}`;
  return [{ key: keys[0], message }];
}

/** @param sharers what could come to differ: `workers of one fleet` */
export function movingImage({ values: { ContainerImage: image } }: Some<"ContainerImage">, sharers: string): Finding[] {
  if (image === undefined || image.includes("@")) return [];
  if (image === ":latest") {
    const message =
      ":latest can be pushed only once, because tags of the stack's repository never move; name a version";
    return [{ key: "ContainerImage", message }];
  }
  const [, tag] = image.slice(image.lastIndexOf("/") + 1).split(":");
  if (tag !== undefined && tag !== "latest") return [];
  const what = tag ? "the tag latest moves" : "without a tag, this means latest, which moves";
  return [{ key: "ContainerImage", message: `${what}: ${sharers} may run different images; name a version` }];
}

export function unusedRepository({
  values: { ContainerImage: image, Repository: repository },
}: Some<"ContainerImage" | "Repository">): Finding[] {
  if (!repository || image === undefined || image.startsWith(":")) return [];
  const message = `the stack makes a repository, but ${image} is not from it; write ContainerImage: ":<tag>" once it is pushed there`;
  return [{ key: "Repository", message }];
}

export function rootVolume({
  values: { BlockDeviceVolumeGBRoot: gib },
  places,
}: Some<"BlockDeviceVolumeGBRoot"> & Pick<ModelReading, "places">): Finding[] {
  const key = "BlockDeviceVolumeGBRoot";
  const written = places.get(key)?.label ?? key;
  const renamed: Finding[] =
    written === key ? [] : [{ key, message: `is written with its older name, ${written}; rename it` }];
  if (gib === undefined || gib >= SMALLEST_ROOT_GIB) return renamed;
  const message = `${gib} is raised to ${SMALLEST_ROOT_GIB}: the ECS GPU AMI's snapshot has ${SMALLEST_ROOT_GIB} GiB, and EC2 refuses a smaller volume`;
  return [...renamed, { key, message }];
}

export function openToTheWorld({ values: { Debug: debug } }: Some<"Debug">): Finding[] {
  if (!debug?.allowSshFrom.includes("0.0.0.0/0")) return [];
  return [
    { key: "Debug", message: "AllowSshFrom 0.0.0.0/0 opens port 22 to everybody; name the range of your own network" },
  ];
}
