// Runs the journeys: `node e2e/run.mjs --dist dist --simulator PROGRAM [--only NAME] [--screenshots FOLDER]`.
//
// Each journey is one file in `journeys/`, named by the behaviour it tries. It gets a simulator and a
// browser context of its own, may take a bounded time and must assert something.

import { readdir } from "node:fs/promises";
import { launch } from "./browser.mjs";
import { play } from "./journey.mjs";
import { chosen, readOptions } from "./options.mjs";
import { runAll } from "./runner.mjs";

const options = await readOptions();
const files = await readdir(new URL("journeys/", import.meta.url));
const journeys = files.filter((file) => file.endsWith(".mjs")).map((file) => file.slice(0, -4)).sort();
const names = chosen(journeys, options.only);

const browser = await launch();
const failed = await runAll(names, (name) => play(browser, name, options));
await browser.close();
// Whatever failed may have left something open that would keep this waiting.
process.exit(failed > 0 ? 1 : 0);
