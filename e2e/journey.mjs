// One journey, from its stage's opening to its judgement.

import { within } from "./runner.mjs";
import { Stage } from "./stage.mjs";

const LONGEST = 300_000;

/** Plays the journey of this name: what went wrong, if anything did, and what it measured. `options` are the stage's. */
export async function play(browser, name, options) {
  const journey = await import(new URL(`journeys/${name}.mjs`, import.meta.url));
  let stage;
  try {
    stage = await Stage.open(browser, { name, journey, ...options });
    await within(LONGEST, journey.default(stage));
    await stage.judge();
  } catch (error) {
    const scene = await stage?.describe().catch((trouble) => `(${trouble.message})`);
    const failure = [error.stack ?? String(error), scene].filter(Boolean).join("\n");
    return { failure, figures: stage?.figures ?? [] };
  } finally {
    await stage?.close();
  }
  return { figures: stage.figures };
}
