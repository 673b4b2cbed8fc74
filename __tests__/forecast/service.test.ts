import { manageScaling } from "../../forecast/managed-scaling";
import { Service } from "../../forecast/service";
import { plainWorld, runUntil } from "./rig";

const videos = (count: number) => Array.from({ length: count }, () => ({ arrivesAt: 0, workSeconds: 600 }));
const served = (count: number, physics = {}) => {
  const world = plainWorld(videos(count), {}, physics);
  return { world, service: new Service(world, 0, 10) };
};

test("a service starts a new worker for each that exits, for as long as it is told to", () => {
  const { world, service } = served(0);
  world.group.setDesired(1);
  service.setDesired(1);
  // Registered at 100, placed 10 s later, image at 170, ready at 200, exits at 220, placed anew at 230, ready 260, exits 280.
  runUntil(world, 285);
  expect(world.cluster.stopped.map(({ endedAt }) => endedAt)).toEqual([220, 280]);
});

test("a smaller desired count stops a task whatever it works on, and it is killed after the stop timeout", () => {
  const world = plainWorld(videos(1), { cluster: { ...plainWorld([]).plant.cluster, stopTimeoutSeconds: 30 } });
  const service = new Service(world, 0, 10, 1);
  world.group.setDesired(1);
  world.clock.at(300, () => service.setDesired(0));
  runUntil(world, 400);
  expect(world.cluster.stopped.map(({ endedAt, exitCode }) => [endedAt, exitCode])).toEqual([[340, 137]]);
  expect(world.workers.log.killed.stopTimeout).toBe(1);
});

test("within the cooldown a step adds nothing; a scale-in waits for it too", () => {
  const { world, service } = served(0);
  const desired = (time: number, change: number) => {
    runUntil(world, time);
    service.step(change, 300);
    return service.desired;
  };
  expect([desired(0, 1), desired(299, 1), desired(300, 1), desired(301, -1), desired(600, -1)]).toEqual([
    1, 1, 2, 2, 1,
  ]);
});

test("managed scaling starts two instances from zero, and no more while they warm up", () => {
  const { world, service } = served(5);
  manageScaling(world, service, { warmupSeconds: 300 });
  service.setDesired(5);
  runUntil(world, 60);
  expect(world.group.desired).toBe(5);
  const one = served(1);
  manageScaling(one.world, one.service, { warmupSeconds: 300 });
  one.service.setDesired(1);
  runUntil(one.world, 31);
  expect(one.world.group.desired).toBe(2);
  one.service.setDesired(4);
  runUntil(one.world, 339);
  expect(one.world.group.desired).toBe(2);
  runUntil(one.world, 391);
  expect(one.world.group.desired).toBe(4);
});

test("managed scaling ends instances without a task after 15 minutes, and none with one", () => {
  const { world, service } = served(1, { instanceBoot: 20 });
  manageScaling(world, service, { warmupSeconds: 300 });
  service.setDesired(1);
  // Two from zero at 30. The minute of second 90 is the first of 15 that see one too many.
  runUntil(world, 929);
  expect(world.group.members).toHaveLength(2);
  runUntil(world, 931);
  expect(world.group.members).toHaveLength(1);
  expect(world.workers.log.killed.asked).toBe(0);
});
