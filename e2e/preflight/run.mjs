// Provokes each fault that the pre-flight page shall name, in a real browser:
// `node e2e/preflight/run.mjs --dist dist --simulator PROGRAM [--only WORDS] [--screenshots FOLDER]`.
//
// A case makes one thing wrong and says what the rows must tell of it; every other row must be as it is when
// nothing is wrong, so that no fault is blamed on something else.

import { mkdir, readdir } from "node:fs/promises";
import { parseArgs } from "node:util";
import { launch } from "../browser.mjs";
import { Simulator } from "../simulator.mjs";
import { Scene } from "./scene.mjs";

const AT_A_TIME = 2;
const LONGEST = 90_000;

const { values: options } = parseArgs({
  options: {
    dist: { type: "string" },
    simulator: { type: "string" },
    only: { type: "string", multiple: true },
    screenshots: { type: "string" },
  },
});
if (!options.dist || !options.simulator) {
  console.error("Give --dist FOLDER (the built toolbar) and --simulator PROGRAM.");
  process.exit(2);
}
if (options.screenshots) {
  await mkdir(options.screenshots, { recursive: true });
}

const cases = await allCases();
if (cases.length === 0) {
  console.error(`No case is called ${options.only?.join(" or ")}.`);
  process.exit(2);
}

let failed = 0;
const simulator = await Simulator.start(options.simulator, options.dist);
const browser = await launch({ args: Scene.ARGS });
const waiting = [...cases];
await Promise.all(Array.from({ length: AT_A_TIME }, runWaiting));
await browser.close();
await simulator.stop();
console.log(`${cases.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** Every case of every file, or those whose name holds some words. */
async function allCases() {
  const files = (await readdir(new URL("cases/", import.meta.url))).sort();
  const lists = await Promise.all(files.map(async (file) => (await import(new URL(`cases/${file}`, import.meta.url))).default));
  const all = lists.flat();
  if (new Set(all.map(({ name }) => name)).size < all.length) {
    throw new Error("two cases have one name");
  }
  return all.filter(({ name }) => !options.only || options.only.some((words) => name.includes(words)));
}

async function runWaiting() {
  for (let one = waiting.shift(); one; one = waiting.shift()) {
    const start = performance.now();
    const failure = await run(one).then(() => undefined, (error) => error.stack);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${failure ? "FAILED" : "ok    "}  ${one.name}  ${seconds} s`);
    if (failure) {
      failed += 1;
      console.log(failure.replace(/^/gm, "        "));
    }
  }
}

async function run(one) {
  const scene = new Scene({ one, browser, simulator, dist: options.dist, screenshots: options.screenshots });
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not over after ${LONGEST / 1000} s`)), LONGEST);
  });
  try {
    await Promise.race([scene.play(), limit]);
  } finally {
    clearTimeout(timer);
    await scene.close();
  }
}
