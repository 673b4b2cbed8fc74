import { didYouMean, formatProblem, nearest } from "../../models/format/problems";

const place = { file: "models/Bad.yaml", line: 4, column: 12 };

test("a problem is one line: file, line, column, message", () => {
  expect(formatProblem({ ...place, severity: "error", message: "FleetSize: 0 is less than 1" })).toBe(
    "models/Bad.yaml:4:12  FleetSize: 0 is less than 1",
  );
  expect(formatProblem({ ...place, severity: "warning", message: "m", stackName: "Bad" })).toBe(
    "models/Bad.yaml:4:12  warning: m",
  );
});

const known = ["FleetSize", "Spot", "ContainerImage", "model_location", "Megadetector", "Tags", "TaskDefinition"];

test.each([
  ["FleatSize", "FleetSize"],
  ["fleetsize", "FleetSize"],
  ["fleet_size", "FleetSize"],
  ["Sopt", "Spot"],
  ["ModelLocation", "model_location"],
  ["Megadetektor", "Megadetector"],
  ["Image", "ContainerImage"],
  ["Tag", "Tags"],
  ["Colour", undefined],
  ["", undefined],
  ["tion", undefined],
  ["x".repeat(100000), undefined],
])("%s means %s", (word, meant) => expect(nearest(word, known)).toBe(meant));

test("the end of a message", () => {
  expect(didYouMean("Flotsize", known)).toBe("; did you mean `FleetSize`?");
  expect(didYouMean("Colour", known)).toBe("");
});
