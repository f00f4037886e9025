// What a journey asserts, counted: one that asserts nothing proves nothing.

import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";

/** How long something may take to happen. */
export const PATIENCE = 15_000;

export class Check {
  /** How much has been asserted. */
  count = 0;

  equal(actual, expected, what) {
    this.count += 1;
    assert.deepEqual(actual, expected, what && `${what}: ${show(actual)}, not ${show(expected)}`);
  }

  that(isTrue, what) {
    this.count += 1;
    assert.ok(isTrue, what);
  }

  matches(text, pattern, what) {
    this.count += 1;
    assert.match(text, pattern, what && `${what}: ${show(text)} does not match ${pattern}`);
  }

  /** Waits until `read` gives something that `isGood` accepts, and returns it. */
  async eventually(read, isGood, what, patience = PATIENCE) {
    this.count += 1;
    return eventually(read, isGood, what, patience);
  }
}

/** Waits until `read` gives something that `isGood` accepts, and returns it. */
export async function eventually(read, isGood, what, patience = PATIENCE) {
  const end = performance.now() + patience;
  for (;;) {
    const value = await read();
    if (isGood(value)) {
      return value;
    }
    if (performance.now() > end) {
      assert.fail(`${what}: after ${patience / 1000} s still ${show(value)}`);
    }
    await pause(40);
  }
}

function show(value) {
  return JSON.stringify(value)?.slice(0, 600);
}
