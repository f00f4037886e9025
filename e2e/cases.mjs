// Runs named cases one after the other, and closes with how many passed.
//
// A case is a sentence and what tries it, which is given a `Check` and must use it.

import { Check } from "./check.mjs";
import { chosen } from "./options.mjs";
import { runAll, within } from "./runner.mjs";

const LONGEST = 120_000;

/** Runs `[sentence, run]` of each; `only`: those whose sentence contains a word. Sets the exit code. */
export async function runCases(cases, { only } = {}) {
  const all = new Map(cases);
  const sentences = chosen([...all.keys()], only);
  const failed = await runAll(sentences, (sentence) => tried(all.get(sentence)), { atATime: 1 });
  process.exitCode = failed > 0 ? 1 : 0;
}

async function tried(run) {
  const check = new Check();
  try {
    await within(LONGEST, run(check));
    return { failure: check.count > 0 ? undefined : "the case asserts nothing", figures: [] };
  } catch (error) {
    return { failure: error.stack ?? String(error), figures: [] };
  }
}
