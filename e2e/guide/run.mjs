// Follows docs/embedding.md as an integrator would:
// `PACKAGE=FOLDER node e2e/guide/run.mjs --dist dist --simulator PROGRAM [--only WORD]`.
//
// Its snippets are run as they stand there, from other origins, in a real browser against the simulator. A snippet that
// nothing runs is a failure, so that the page cannot promise what nobody has seen. Needs esbuild on the path.

import { resolve } from "node:path";
import { launch } from "../browser.mjs";
import { runCases } from "../cases.mjs";
import { Embedded } from "../embedded.mjs";
import { readOptions } from "../options.mjs";
import { bundled } from "./bundled.mjs";
import { fromScratch } from "./from-scratch.mjs";
import { ways } from "./ways.mjs";
import { Snippets } from "./snippets.mjs";

const options = await readOptions();
const { PACKAGE } = process.env;
if (!PACKAGE) {
  console.error("Give PACKAGE, the npm package's folder, in the environment.");
  process.exit(2);
}

options.dist = resolve(options.dist);

const snippets = await Snippets.read(new URL("../../docs/embedding.md", import.meta.url));
const browser = await launch();
const embedded = await Embedded.start(browser, options);
const everySnippet = ["every snippet of the page has been run", (check) => check.equal(snippets.unused, [], "not run")];
const cases = [
  ...fromScratch(browser, snippets, options),
  ...ways(embedded, snippets, { ...options, npmPackage: PACKAGE }),
  ...bundled(embedded, snippets, resolve(PACKAGE)),
];
await runCases(options.only ? cases : [...cases, everySnippet], options);
await embedded.stop();
await browser.close();
