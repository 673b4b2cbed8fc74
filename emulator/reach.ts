import type { Emulator } from "./emulator";

/** How an AWS client reaches the emulator. */
export function reach(emulator: Emulator, region = "us-west-2") {
  return {
    endpoint: emulator.endpoint,
    region,
    credentials: { accessKeyId: "emulator", secretAccessKey: "emulator" },
    maxAttempts: 1,
  };
}
