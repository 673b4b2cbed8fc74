import { names } from "./hand-made/parts";
import { deployed, hour, minute, type Scene, working } from "./scene";

/** What people do with a stack. */
export const workScenes: readonly Scene[] = [
  {
    id: "pause",
    commands: [
      ["pause", "Megadetector"],
      ["status", "Megadetector"],
      ["resume", "Megadetector"],
    ],
    play: async (stack, { clock }) => {
      await deployed(stack);
      await working(stack, clock);
      await clock.pass(21 * minute);
    },
  },
  {
    id: "dead-letters",
    commands: [
      ["dead-letters", "Megadetector"],
      ["dead-letters", "Megadetector", "--redrive", "V4361_2.mp4", "--auto-approve"],
    ],
    play: async (stack, { clock }) => {
      await deployed(stack);
      await stack.bury("dive/V4361_1.mp4");
      await stack.bury("dive/V4361_2.mp4");
      await clock.pass();
      const said = (task: string, ...lines: string[]) =>
        stack.write(names.logGroup, `task/Megadetector/${task}`, ...lines);
      await said(
        "aaaa",
        "Running track.py --source /tmp/V4361_1.mp4",
        "moov atom not found",
        "AssertionError: Image Not Found",
      );
      await said("bbbb", "Running track.py --source /tmp/V4361_2.mp4", "RuntimeError: CUDA out of memory");
      await clock.pass(3 * hour);
    },
  },
  {
    id: "logs",
    commands: [
      ["logs", "Megadetector", "--video", "V4361_1.mp4"],
      ["logs", "Megadetector", "--reconciler"],
    ],
    play: async (stack, { clock }) => {
      await deployed(stack);
      const work = async (...lines: string[]) => {
        await stack.reconcile(Date.now() / 1000);
        await clock.pass(2 * minute);
        await stack.agents.register();
        await stack.reconcile(Date.now() / 1000);
        const [worker] = await stack.workers();
        await stack.agents.started(worker);
        const taken = await stack.take();
        await clock.pass(17 * minute);
        const stream = `task/Megadetector/${worker?.split("/").at(-1)}`;
        await stack.write(names.logGroup, stream, "Running track.py --source /tmp/V4361_1.mp4", ...lines);
        return { worker, taken };
      };
      const leave = async (worker: string | undefined, exitCode: number) => {
        await stack.agents.ended(worker, "Megadetector", exitCode);
        for (let minutes = 0; minutes < 3; minutes++) {
          await stack.reconcile(Date.now() / 1000);
          await clock.pass(minute);
        }
      };
      await stack.submit("dive/V4361_1.mp4");
      const first = await work("RuntimeError: CUDA out of memory");
      await leave(first.worker, 1);
      await clock.pass(2 * hour);
      const second = await work("video 1/1 (100/9000) /tmp/V4361_1.mp4: 2 fish, 31.2ms", "Done. (1043.1s)");
      await stack.finish(second.taken?.receipt);
      await leave(second.worker, 0);
    },
  },
  {
    id: "results",
    commands: [
      ["results", "Megadetector"],
      ["results", "Megadetector", "--job", "Dive 43", "--to", "results"],
      ["results", "Megadetector", "--job", "Dive 43", "--to", "results"],
    ],
    play: async (stack) => {
      await deployed(stack);
      const finished = [
        ["Dive 42", "V4361_1", 840],
        ["Dive 42", "V4361_2", 1260],
        ["Dive 43", "V4362_1", 930],
      ] as const;
      for (const [job, video, kilobytes] of finished) {
        await stack.putResult(`dive/${video}.tracks.tar.gz`, "x".repeat(kilobytes * 1000));
        await stack.report(job, `dive/${video}.mp4`, `dive/${video}.tracks.tar.gz`);
      }
    },
  },
];
