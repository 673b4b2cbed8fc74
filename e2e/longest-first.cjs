"use strict";
const { readFileSync } = require("node:fs");
const { default: Sequencer } = require("@jest/test-sequencer");

/** Without the times of an earlier run, jest starts the largest file first; but what deploys takes minutes. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const deploys = ({ path }) => readFileSync(path, "utf8").includes("describeDeploying");
    const sorted = super.sort(tests);
    return [...sorted.filter(deploys), ...sorted.filter((test) => !deploys(test))];
  }
};
