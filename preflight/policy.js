// Reads content security policies, as they stand in a header: several, each of several directives.

/** The enforced policies of an answer: a map of directive and values for each. */
export function policies(headers) {
  const texts = (headers.get("Content-Security-Policy") ?? "").split(",");
  return texts.map(directives).filter((policy) => policy.size > 0);
}

function directives(text) {
  const policy = new Map();
  for (const directive of text.split(";")) {
    const [name, ...values] = directive.trim().split(/\s+/);
    // The first of a name counts.
    if (name && !policy.has(name.toLowerCase())) {
      policy.set(name.toLowerCase(), values);
    }
  }
  return policy;
}

/** What a policy says of scripts; undefined where it says nothing. */
const scripts = (policy) => policy.get("script-src") ?? policy.get("default-src");

/** Whether every policy lets WebAssembly be compiled. */
export function allowWasm(policies) {
  const words = ["'wasm-unsafe-eval'", "'unsafe-eval'"];
  return policies.map(scripts).every((values) => !values || values.some((value) => words.includes(value.toLowerCase())));
}

/** What none of the policies holds back although the toolbar can do without: `inline`, `eval`, or `any` script. */
export function looseScripts(policies) {
  const values = policies.map(scripts).filter(Boolean);
  const everywhere = (test) => values.every((list) => list.some(test));
  const isStrict = (list) => list.some((value) => /^'(nonce-|sha\d|strict-dynamic)/i.test(value));
  if (values.length === 0 || everywhere((value) => ["*", "http:", "https:", "data:"].includes(value.toLowerCase()))) {
    return "any";
  }
  if (everywhere((value) => value.toLowerCase() === "'unsafe-inline'") && !values.some(isStrict)) {
    return "inline";
  }
  return everywhere((value) => value.toLowerCase() === "'unsafe-eval'") ? "eval" : undefined;
}

/** Who may frame the page: the lists of every policy that has one, in words of the header. */
export function frameAncestors(policies) {
  return policies.map((policy) => policy.get("frame-ancestors")).filter(Boolean);
}
