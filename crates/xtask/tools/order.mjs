// Puts the functions of a wasm module into an order that compresses well: each beside its like.
//
// Which functions stand together is nobody's meaning, so the compiler leaves them as they came. A
// compressor finds what it has seen shortly before for less, which is worth 2 kB here. The order is
// told to wasm-opt by names, because it knows how to renumber.

import { CODE, CUSTOM, IMPORTS, Reader, assemble, block, imports, number, sections } from "./wasm.mjs";

/** How many bytes in a row count as something in common. */
const LENGTH = 4;
/** So many more of them a function seems to have, lest tiny ones all seem alike. */
const SMALL = 5;

/** The module with each function named by its place, for `wasm-opt --reorder-functions-by-name`. */
export function nameByPlace(module) {
  const parts = sections(module);
  const imported = parts.filter(({ kind }) => kind === IMPORTS).flatMap(({ content }) => imports(content));
  const first = imported.filter(({ isFunction }) => isFunction).length;
  const reader = new Reader(parts.find(({ kind }) => kind === CODE).content);
  const bodies = Array.from({ length: reader.number() }, () => reader.block());
  const place = new Map(byLikeness(bodies).map((body, place) => [body, place]));
  const names = bodies.map((_, body) => [number(first + body), block(Buffer.from(String(place.get(body)).padStart(6, "0")))]);
  const table = Buffer.concat([number(bodies.length), ...names.flat()]);
  const content = Buffer.concat([block(Buffer.from("name")), Buffer.from([FUNCTION_NAMES]), block(table)]);
  return assemble(module, [...parts, { kind: CUSTOM, content }]);
}

const FUNCTION_NAMES = 1;

/** The indices of the bodies: the shortest first, then always the one most like the one before. */
function byLikeness(bodies) {
  const features = bodies.map(featuresOf);
  const left = new Set(bodies.keys());
  let last = [...left].reduce((least, body) => (bodies[body].length < bodies[least].length ? body : least));
  const order = [last];
  left.delete(last);
  while (left.size > 0) {
    const has = new Set(features[last]);
    let best = -1;
    for (const body of left) {
      const common = features[body].reduce((count, feature) => count + (has.has(feature) ? 1 : 0), 0);
      const likeness = common / (features[body].length + SMALL);
      if (likeness > best) {
        best = likeness;
        last = body;
      }
    }
    order.push(last);
    left.delete(last);
  }
  return order;
}

/** Every distinct run of [`LENGTH`] bytes, as a number. */
function featuresOf(body) {
  const runs = new Set();
  for (let at = 0; at + LENGTH <= body.length; at += 1) {
    runs.add(body.readUInt32LE(at));
  }
  return [...runs];
}
