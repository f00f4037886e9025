// What every suite is given on its command line.

import { mkdir } from "node:fs/promises";
import { parseArgs } from "node:util";

/** What a value of an option is, for who left it out. */
const WANTED = {
  dist: "--dist FOLDER (the built toolbar)",
  simulator: "--simulator PROGRAM",
  adapters: "--adapters FOLDER (the built pages)",
  xtask: "--xtask PROGRAM",
};

/**
 * The options of a suite: `dist` and `simulator` always, and what it `wants` besides; `only` and `screenshots` where they
 * were given. Ends the program where one is missing.
 */
export async function readOptions(...wants) {
  const wanted = ["dist", "simulator", ...wants];
  const text = { type: "string" };
  const { values } = parseArgs({
    options: {
      ...Object.fromEntries(wanted.map((name) => [name, text])),
      only: { ...text, multiple: true },
      screenshots: text,
    },
  });
  if (wanted.some((name) => !values[name])) {
    giveUp(`Give ${wanted.map((name) => WANTED[name]).join(", ")}.`);
  }
  if (values.screenshots) {
    await mkdir(values.screenshots, { recursive: true });
  }
  return values;
}

/** The names that hold a word of `only`, or all of them. Ends the program where none is left. */
export function chosen(names, only) {
  const found = names.filter((name) => !only || only.some((word) => name.includes(word)));
  if (found.length === 0) {
    giveUp(`Nothing here is called ${only?.join(" or ")}.`);
  }
  return found;
}

function giveUp(sentence) {
  console.error(sentence);
  process.exit(2);
}
