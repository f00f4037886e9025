// Provokes each fault that the pre-flight page shall name, in a real browser:
// `node e2e/preflight/run.mjs --dist dist --simulator PROGRAM [--only WORDS] [--screenshots FOLDER]`.
//
// A case makes one thing wrong and says what the rows must tell of it; every other row must be as it is when
// nothing is wrong, so that no fault is blamed on something else.

import { readdir } from "node:fs/promises";
import { launch } from "../browser.mjs";
import { chosen, readOptions } from "../options.mjs";
import { runAll, within } from "../runner.mjs";
import { Simulator } from "../simulator.mjs";
import { Scene } from "./scene.mjs";

const LONGEST = 90_000;

const options = await readOptions();
const cases = new Map((await allCases()).map((one) => [one.name, one]));
const names = chosen([...cases.keys()], options.only);

const simulator = await Simulator.start(options.simulator, options.dist);
const browser = await launch({ args: Scene.ARGS });
const failed = await runAll(names, run);
await browser.close();
await simulator.stop();
// Whatever failed may have left something open that would keep this waiting.
process.exit(failed > 0 ? 1 : 0);

/** Every case of every file. */
async function allCases() {
  const files = (await readdir(new URL("cases/", import.meta.url))).sort();
  const lists = await Promise.all(files.map(async (file) => (await import(new URL(`cases/${file}`, import.meta.url))).default));
  const all = lists.flat();
  if (new Set(all.map(({ name }) => name)).size < all.length) {
    throw new Error("two cases have one name");
  }
  return all;
}

/** Plays one case: what went wrong, if anything did. */
async function run(name) {
  const given = { one: cases.get(name), browser, simulator, dist: options.dist, screenshots: options.screenshots };
  const scene = new Scene(given);
  try {
    await within(LONGEST, scene.play());
    return { figures: [] };
  } catch (error) {
    return { failure: error.stack, figures: [] };
  } finally {
    await scene.close();
  }
}
