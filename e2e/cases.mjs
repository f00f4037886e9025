// Runs named cases one after the other, and closes with how many passed.
//
// A case is a sentence and what tries it, which is given a `Check` and must use it.

import { Check } from "./check.mjs";

const LONGEST = 120_000;

/** Runs `[sentence, run]` of each; `only`: those whose sentence contains a word. Sets the exit code. */
export async function runCases(cases, { only } = {}) {
  const chosen = cases.filter(([sentence]) => !only || only.some((word) => sentence.includes(word)));
  let failed = chosen.length === 0 ? 1 : 0;
  for (const [sentence, run] of chosen) {
    const start = performance.now();
    const trouble = await tried(run);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${trouble ? "FAILED" : "ok    "}  ${sentence}  ${seconds} s`);
    if (trouble) {
      failed += 1;
      console.log(trouble.replace(/^/gm, "        "));
    }
  }
  console.log(`${chosen.length - Math.min(failed, chosen.length)} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

async function tried(run) {
  const check = new Check();
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not over after ${LONGEST / 1000} s`)), LONGEST);
  });
  try {
    await Promise.race([run(check), limit]);
    return check.count > 0 ? null : "the case asserts nothing";
  } catch (error) {
    return error.stack ?? String(error);
  } finally {
    clearTimeout(timer);
  }
}
