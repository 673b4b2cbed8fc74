"use strict";
const { readFileSync } = require("node:fs");
const { default: Sequencer } = require("@jest/test-sequencer");

/**
 * Without the times of an earlier run, jest starts the largest file first; but what deploys takes minutes, and the days,
 * in one small file, take the most of them.
 */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
};

function rank({ path }) {
  if (path.endsWith("day.test.ts")) return 0;
  return readFileSync(path, "utf8").includes("describeDeploying") ? 1 : 2;
}
