import { counting } from "../../../cli/try/counting";

const screen = (isTTY: boolean) => {
  const written: string[] = [];
  return { isTTY, written, write: (text: string) => written.push(text) };
};
const said = (made: number) => [
  "Megadetector  Plan: 1 to import, 45 to add, 0 to change, 2 to destroy.",
  ...Array.from(
    { length: made },
    (_, at) => `Megadetector  aws_sqs_queue.queue${at} (queues/queue${at}): Creation complete after 25s [id=q]`,
  ),
  "Megadetector  aws_sqs_queue.old (old): Destruction complete after 1s",
  "Megadetector  aws_vpc.network (network): Still creating... [10s elapsed]",
];

test("on a terminal, one line says how far it is, and is gone in the end", () => {
  const terminal = screen(true);
  const progress = counting(terminal);
  said(2).forEach((line) => progress.line(line));
  expect(terminal.written).toEqual([
    "\r\u001b[K    1 of 47  aws_sqs_queue.queue0",
    "\r\u001b[K    2 of 47  aws_sqs_queue.queue1",
    "\r\u001b[K    3 of 47  aws_sqs_queue.old",
  ]);
  expect(progress.end()).toBe(3);
  expect(terminal.written.at(-1)).toBe("\r\u001b[K");
});

test("elsewhere, every tenth is a line", () => {
  const log = screen(false);
  const progress = counting(log);
  said(22).forEach((line) => progress.line(line));
  expect(progress.end()).toBe(23);
  expect(log.written).toEqual(["   10 of 47  aws_sqs_queue.queue9\n", "   20 of 47  aws_sqs_queue.queue19\n"]);
});
