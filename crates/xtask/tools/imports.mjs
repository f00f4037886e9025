// Gives the functions that a wasm module imports short names, in the module and in its script.
//
// wasm-bindgen names each of them for its meaning and a hash, and every name is sent twice. Between
// the two files any name does, as long as it is the same.

import { IMPORTS, assemble, block, imports, number, sections } from "./wasm.mjs";

/** The module and its script with short names. Throws where the two do not fit each other. */
export function shortenImports(module, script) {
  const parts = sections(module);
  const names = new Map();
  for (const part of parts.filter(({ kind }) => kind === IMPORTS)) {
    part.content = renamed(imports(part.content), names);
  }
  const lost = new Set(names.keys());
  const short = script.replace(/\b__wb[\w$]*/g, (name) => {
    lost.delete(name);
    return names.get(name) ?? name;
  });
  if (names.size === 0 || lost.size > 0) {
    throw new Error(`the script does not hold the module's imports: ${[...lost].join(", ")}`);
  }
  return { module: assemble(module, parts), script: short };
}

/** The section's content with short names of functions; `names` is filled with old and new. */
function renamed(found, names) {
  const rows = found.map(({ module, name, isFunction, type }) => {
    if (isFunction) {
      names.set(name, `_${names.size.toString(36)}`);
    }
    return [block(module), block(Buffer.from(names.get(name) ?? name)), type];
  });
  return Buffer.concat([number(found.length), ...rows.flat()]);
}
