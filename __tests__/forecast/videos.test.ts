import { Clock } from "../../forecast/clock";
import { VideoQueue } from "../../forecast/videos";

const never = () => false;
const setUp = (visibilitySeconds = 100, maxReceiveCount = 3) => {
  const clock = new Clock();
  const queue = new VideoQueue(clock, { visibilitySeconds, maxReceiveCount });
  const send = (count: number) => {
    for (let sent = 0; sent < count; sent++) queue.send({ arrivesAt: clock.now, workSeconds: 1 });
  };
  return { clock, queue, send, wait: (seconds: number) => clock.run(never, clock.now + seconds) };
};

test("messages come oldest first and are in flight until they are deleted", () => {
  const { queue, send } = setUp();
  send(3);
  const first = queue.receive();
  expect(first?.message.order).toBe(0);
  expect([queue.visible, queue.inFlight]).toEqual([2, 1]);
  if (first) queue.delete(first.message, first.receipt);
  expect([queue.visible, queue.inFlight]).toEqual([2, 0]);
});

test("a message that is not deleted comes back after its visibility timeout, before younger ones", () => {
  const { queue, send, wait } = setUp(100);
  send(2);
  queue.receive();
  wait(99);
  expect(queue.visible).toBe(1);
  wait(1);
  expect(queue.visible).toBe(2);
  expect(queue.receive()?.message.order).toBe(0);
});

test("a receipt whose visibility timeout is over deletes nothing", () => {
  const { queue, send, wait } = setUp(100);
  send(1);
  const late = queue.receive();
  wait(100);
  if (late) queue.delete(late.message, late.receipt);
  expect(queue.visible).toBe(1);
});

test("after maxReceiveCount tries, the next receive moves the message to the dead letters", () => {
  const { queue, send, wait } = setUp(100, 2);
  send(1);
  for (let tries = 0; tries < 2; tries++) {
    expect(queue.receive()).toBeDefined();
    wait(100);
  }
  expect(queue.visible).toBe(1);
  expect(queue.receive()).toBeUndefined();
  expect(queue.dead).toHaveLength(1);
  expect(queue.isWorkedOff).toBe(true);
});

test("the counts of a moment ago can still be read", () => {
  const { queue, send, wait } = setUp();
  send(1);
  wait(10);
  send(4);
  wait(10);
  queue.receive();
  expect(queue.countsAt(9)).toMatchObject({ visible: 1, inFlight: 0 });
  expect(queue.countsAt(15)).toMatchObject({ visible: 5, inFlight: 0 });
  expect(queue.countsAt(20)).toMatchObject({ visible: 4, inFlight: 1 });
  expect(queue.countsAt(-1)).toMatchObject({ visible: 0, inFlight: 0 });
});
