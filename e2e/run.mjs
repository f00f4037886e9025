// Runs the journeys: `node e2e/run.mjs --dist dist --simulator PROGRAM [--only NAME] [--screenshots FOLDER]`.
//
// Each journey is one file in `journeys/`, named by the behaviour it tries. It gets a simulator and a
// browser context of its own, may take a bounded time and must assert something.

import { mkdir, readdir } from "node:fs/promises";
import { parseArgs } from "node:util";
import { launch } from "./browser.mjs";
import { play } from "./journey.mjs";
import { runAll } from "./runner.mjs";

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

const names = await journeys(options.only);
if (names.length === 0) {
  console.error(`No journey is called ${options.only?.join(" or ")}.`);
  process.exit(2);
}
if (options.screenshots) {
  await mkdir(options.screenshots, { recursive: true });
}

const browser = await launch();
const failed = await runAll(names, (name) => play(browser, name, options));
await browser.close();
// Whatever failed may have left something open that would keep this waiting.
process.exit(failed > 0 ? 1 : 0);

/** The names of the journeys, or of those that contain a word asked for. */
async function journeys(only) {
  const files = await readdir(new URL("journeys/", import.meta.url));
  const all = files.filter((file) => file.endsWith(".mjs")).map((file) => file.slice(0, -4)).sort();
  return only ? all.filter((name) => only.some((word) => name.includes(word))) : all;
}
