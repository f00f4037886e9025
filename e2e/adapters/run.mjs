// Runs the adapters' tests: `node e2e/adapters/run.mjs --dist dist --simulator PROGRAM --adapters FOLDER [--only WORD]`.
//
// The mappings first, without a browser; then the built pages in one, framed by what stands for each vendor. Needs
// esbuild on the path, which bundles HubSpot's own side of its bridge.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { launch } from "../browser.mjs";
import { runCases } from "../cases.mjs";
import { Embedded } from "../embedded.mjs";
import { readOptions } from "../options.mjs";
import { MAPPINGS } from "./mappings.mjs";
import { pages } from "./pages.mjs";

const options = await readOptions("adapters");

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const hubSpotHost = execFileSync(
  "esbuild",
  [path("hubspot-host.js"), "--bundle", "--format=esm", "--log-level=warning"],
  {
    encoding: "utf8",
    env: { ...process.env, NODE_PATH: path("../../host/adapters/node_modules") },
  },
);

const browser = await launch();
const embedded = await Embedded.start(browser, options);
await runCases([...MAPPINGS, ...pages(embedded, { adapters: options.adapters, hubSpotHost })], options);
await embedded.stop();
await browser.close();
