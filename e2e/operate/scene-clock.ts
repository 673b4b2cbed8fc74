import type { Emulator } from "../../emulator/emulator";

const onlyTheDate = {
  doNotFake: [
    "hrtime",
    "nextTick",
    "performance",
    "queueMicrotask",
    "setImmediate",
    "clearImmediate",
    "setInterval",
    "clearInterval",
    "setTimeout",
    "clearTimeout",
  ],
} as const;

/** One clock for a scene: the emulator's, and this process's, in which commands run. It stands still for the latter. */
export class SceneClock {
  private constructor(private readonly account: Emulator) {}

  /** Begins at eight in the morning (UTC) of the coming day, so that a scene never crosses midnight. */
  static async begin(account: Emulator): Promise<SceneClock> {
    jest.useFakeTimers({ ...onlyTheDate, doNotFake: [...onlyTheDate.doNotFake], now: Date.now() });
    const clock = new SceneClock(account);
    const day = 86_400;
    const now = Date.now() / 1000;
    await clock.pass(Math.ceil(now / day) * day + 8 * 3600 - now);
    return clock;
  }

  /** Lets time pass, or follows the emulator, whose clock something else has moved. */
  async pass(seconds = 0): Promise<void> {
    const ahead = await this.account.advance(Math.round(seconds));
    jest.setSystemTime(jest.getRealSystemTime() + ahead * 1000);
  }
}
