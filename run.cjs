// Runs a TypeScript file of this project: `node run.cjs main.ts [arguments]`. It bundles the file and what it imports
// of this project in memory, so nothing on disk can be stale; packages are loaded from node_modules as they are.
"use strict";
const path = require("node:path");
const Module = require("node:module");

const [major] = process.versions.node.split(".").map(Number);
if (major !== 20 && major !== 22) {
  console.error(`Node ${process.versions.node} cannot run this project: cdktf's command line crashes on it.
Use Node 20 or 22, for example with: nvm install 22 && nvm use 22`);
  process.exit(1);
}

const entry = path.resolve(__dirname, process.argv[2]);
const { buildSync } = installed("esbuild");
loadWhenCalled("archiver", path.dirname(require.resolve("cdktf")));
const bundle = buildSync({
  entryPoints: [entry],
  bundle: true,
  write: false,
  platform: "node",
  target: "node20",
  packages: "external",
  sourcemap: process.execArgv.includes("--enable-source-maps") ? "inline" : false,
  logLevel: "error",
});

process.argv.splice(1, 2, entry);
const program = new Module(entry, null);
program.filename = entry;
program.paths = Module._nodeModulePaths(__dirname);
program._compile(bundle.outputFiles[0].text, entry);

function installed(name) {
  try {
    return require(name);
  } catch (error) {
    if (error.code !== "MODULE_NOT_FOUND") throw error;
    console.error(`This project's packages are not installed yet. Install them with: cd ${__dirname} && npm ci`);
    process.exit(1);
  }
}

// cdktf loads archiver as it starts, which takes longer than all the rest of it, for assets that no stack here has. Its
// successor cdktn does without.
function loadWhenCalled(name, from) {
  const file = resolved(name, from);
  if (file === undefined) return;
  const load = (...args) => {
    delete require.cache[file];
    return require(file)(...args);
  };
  require.cache[file] = Object.assign(new Module(file), { exports: load, loaded: true });
}

function resolved(name, from) {
  try {
    return require.resolve(name, { paths: [from] });
  } catch {
    return undefined;
  }
}
