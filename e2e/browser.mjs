// Chromium as an agent has it.
//
// Playwright starts it with switches that hide what the toolbar must live with: they stop the browser
// from slowing hidden tabs, from keeping pages for "back" and from parting storage by site.

import { accessSync, constants } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const HIDING = [
  "--disable-back-forward-cache",
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  "--disable-renderer-backgrounding",
];

/** Starts the browser that CHROMIUM names, else the first Chromium on the path; `args` are more switches. */
export function launch({ args = [] } = {}) {
  return chromium.launch(options(args));
}

/** The same with a profile of its own, whose user has set these preferences: a browser of one context. */
export async function launchWith(preferences, { folder, args = [] }) {
  await mkdir(join(folder, "Default"), { recursive: true });
  await writeFile(join(folder, "Default/Preferences"), JSON.stringify(preferences));
  return chromium.launchPersistentContext(folder, options(args));
}

function options(args) {
  return {
    executablePath: program(),
    ignoreDefaultArgs: HIDING,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      // The last list given counts: Playwright's would switch the parting of storage off.
      "--disable-features=MediaRouter,OptimizationHints,Translate",
      ...args,
    ],
  };
}

/** The browser's program. */
export function program() {
  return process.env.CHROMIUM ?? onPath("chromium") ?? onPath("chromium-browser") ?? onPath("google-chrome");
}

function onPath(program) {
  const files = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, program));
  return files.find(isProgram);
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
