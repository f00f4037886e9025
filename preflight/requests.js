// Requests that never throw: an answer, or the reason why there is none as far as a page can know it.
//
// To a page nearly every failure is the same "Failed to fetch". Only a refusal by the page's own policy and a
// time limit can be told apart.

/** How long anything may take, in milliseconds: as long as the toolbar gives its own requests. */
const LIMIT = 10_000;

/** How long the browser may take to tell of a violated policy after the request has failed, in milliseconds. */
const VIOLATION_LAG = 100;

const violations = [];
addEventListener("securitypolicyviolation", ({ effectiveDirective, disposition, blockedURI }) => {
  if (disposition === "enforce") {
    violations.push({ directive: effectiveDirective, blocked: blockedURI });
  }
});

/** How many refusals by the page's policy there have been. */
export const refusals = () => violations.length;

/** Whether the page's policy has refused something by this directive since there were so many refusals. */
export async function wasRefused(directive, before) {
  await new Promise((resolve) => setTimeout(resolve, VIOLATION_LAG));
  return violations.slice(before).some((violation) => violation.directive === directive);
}

/**
 * Asks once. An answer has its `response`, its `text` and when it was asked and answered; a failure has a `failure`:
 * `policy`, `timeout` or `failed`. `took` is in milliseconds.
 */
export async function ask(address, init = {}, limit = LIMIT) {
  const before = refusals();
  const asked = Date.now();
  const start = performance.now();
  const took = () => performance.now() - start;
  try {
    const signal = AbortSignal.timeout(limit);
    const response = await fetch(address, { cache: "no-store", signal, ...init });
    const answered = Date.now();
    return { response, asked, answered, text: await response.text(), took: took() };
  } catch ({ name }) {
    const spent = took();
    if (name === "TimeoutError") {
      return { failure: "timeout", took: spent };
    }
    return { failure: (await wasRefused("connect-src", before)) ? "policy" : "failed", took: spent };
  }
}
