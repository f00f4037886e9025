// Runs named pieces of work, some at a time, each within a limit, and sums up.

/** Runs `run(name)` for each name: `{ failure, figures }`. Prints a line for each and the sum; how many failed. */
export async function runAll(names, run, { atATime = 2 } = {}) {
  let failed = 0;
  const waiting = [...names];
  await Promise.all(Array.from({ length: atATime }, runWaiting));
  console.log(`${names.length - failed} passed, ${failed} failed`);
  return failed;

  async function runWaiting() {
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      const start = performance.now();
      const { failure, figures } = await run(name);
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      console.log(`${failure ? "FAILED" : "ok    "}  ${name}  ${seconds} s`);
      for (const figure of figures) {
        console.log(`        ${figure}`);
      }
      if (failure) {
        failed += 1;
        console.log(failure.replace(/^/gm, "        "));
      }
    }
  }
}

/** The work's end, or a failure where it is not over by then. */
export async function within(milliseconds, work) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not over after ${milliseconds / 1000} s`)), milliseconds);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
