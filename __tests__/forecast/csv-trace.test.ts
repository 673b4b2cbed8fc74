import { readCsvTrace } from "../../forecast/csv-trace";

const read = (text: string) => readCsvTrace("dives.csv", text);

test("a header, then a line a video: arrival and length in minutes", () => {
  expect(read("arrives_minute,length_minutes\n0,12\n1.5, 90\n")).toEqual({
    videos: [
      { arrivesAt: 0, workSeconds: 720 },
      { arrivesAt: 90, workSeconds: 5400 },
    ],
  });
});

test("times count from the first arrival, whatever the clock of the file", () => {
  expect(read("Arrives_Minute, Length_Minutes\r\n605,1\r\n600,2")).toEqual({
    videos: [
      { arrivesAt: 300, workSeconds: 60 },
      { arrivesAt: 0, workSeconds: 120 },
    ],
  });
});

test.each([
  ["", 'dives.csv:1: "" is not the header; the first line must be arrives_minute,length_minutes'],
  ["0,12", 'dives.csv:1: "0,12" is not the header; the first line must be arrives_minute,length_minutes'],
  ["arrives_minute,length_minutes\n", "dives.csv:1: there is no video; add a line such as 0,12 for each"],
])("%j: %s", (text, problem) => {
  expect(read(text)).toEqual({ problems: [problem] });
});

test("all mistakes at once, each with its line, its value and the rule", () => {
  const lines = ["arrives_minute,length_minutes", "0", "-1,12", "x,12", "0,0", "0,", "3,Infinity", "4,5"];
  expect(read(lines.join("\n"))).toEqual({
    problems: [
      'dives.csv:2: "0" must have two values, like 0,12: arrival and length in minutes',
      'dives.csv:3: the arrival "-1" must be a number of minutes, 0 or more',
      'dives.csv:4: the arrival "x" must be a number of minutes, 0 or more',
      'dives.csv:5: the length "0" must be a number of minutes above 0',
      'dives.csv:6: the length "" must be a number of minutes above 0',
      'dives.csv:7: the length "Infinity" must be a number of minutes above 0',
    ],
  });
});

test("of many mistakes the first ten", () => {
  const answer = read(["arrives_minute,length_minutes", ...Array.from({ length: 30 }, () => "a,b")].join("\n"));
  expect("problems" in answer && answer.problems).toHaveLength(11);
  expect("problems" in answer && answer.problems[10]).toBe("and 20 more");
});
