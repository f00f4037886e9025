// What axe finds wrong with a page and the frames in it.

import { createRequire } from "node:module";
import { inEveryFrame } from "./worlds.mjs";

const axe = createRequire(import.meta.url)("axe-core");

// A toolbar is no page: the page that holds it has the heading of the first level.
const ALL = { rules: { "page-has-heading-one": { enabled: false } } };
const CONTRAST = { runOnly: ["color-contrast"] };

/** Every violation, a line each. */
export function violations(session) {
  return found(session, ALL);
}

/** Those of contrast alone, which is what another colour scheme changes. */
export function lowContrast(session) {
  return found(session, CONTRAST);
}

async function found(session, options) {
  const run = JSON.stringify({ ...options, resultTypes: ["violations"], iframes: false });
  const expression = `axe.run(document, ${run}).then(({ violations }) =>
    violations.flatMap((rule) => rule.nodes.map((node) =>
      [rule.id, node.target.flat().join(" "), node.failureSummary.replaceAll("\\n", " ")].join(" · "))))`;
  const lists = await inEveryFrame(session, expression, { after: `${axe.source};undefined` });
  return lists.flat();
}
