// Gives the functions that a wasm module imports short names, in the module and in its script.
//
// wasm-bindgen names each of them for its meaning and a hash, and every name is sent twice. Between
// the two files any name does, as long as it is the same.

/** The module and its script with short names. Throws where the two do not fit each other. */
export function shortenImports(wasm, script) {
  const reader = { bytes: wasm, at: 8 };
  const parts = [wasm.subarray(0, 8)];
  const names = new Map();
  while (reader.at < wasm.length) {
    const begin = reader.at;
    const kind = wasm[reader.at++];
    const size = number(reader);
    const end = reader.at + size;
    if (kind === IMPORTS) {
      const content = renamed(reader, end, names);
      parts.push(Buffer.from([kind]), leb(content.length), content);
    } else {
      parts.push(wasm.subarray(begin, end));
    }
    reader.at = end;
  }
  const found = new Set();
  const short = script.replace(/\b__wb[\w$]*/g, (name) => {
    if (!names.has(name)) {
      return name;
    }
    found.add(name);
    return names.get(name);
  });
  const lost = [...names.keys()].filter((name) => !found.has(name));
  if (names.size === 0 || lost.length > 0) {
    throw new Error(`the script does not hold the module's imports: ${lost.join(", ")}`);
  }
  return { wasm: Buffer.concat(parts), script: short };
}

const IMPORTS = 2;
const [FUNCTION, TABLE, MEMORY, GLOBAL] = [0, 1, 2, 3];

/** The import section's content with short function names; `names` is filled with old and new. */
function renamed(reader, end, names) {
  const { bytes } = reader;
  const parts = [leb(number(reader))];
  while (reader.at < end) {
    const begin = reader.at;
    skipText(reader);
    const field = reader.at;
    const name = bytes.subarray(field + skipText(reader), reader.at).toString();
    const kind = bytes[reader.at++];
    if (kind !== FUNCTION) {
      skipType(reader, kind);
      parts.push(bytes.subarray(begin, reader.at));
      continue;
    }
    const type = reader.at;
    number(reader);
    names.set(name, `_${names.size.toString(36)}`);
    const short = Buffer.from(names.get(name));
    parts.push(bytes.subarray(begin, field), leb(short.length), short, bytes.subarray(type - 1, reader.at));
  }
  return Buffer.concat(parts);
}

/** Goes past a text; returns how many bytes its length takes. */
function skipText(reader) {
  const begin = reader.at;
  const length = number(reader);
  const prefix = reader.at - begin;
  reader.at += length;
  return prefix;
}

function skipType(reader, kind) {
  if (kind === TABLE || kind === GLOBAL) {
    reader.at += 1;
  }
  if (kind === GLOBAL) {
    reader.at += 1;
    return;
  }
  if (kind !== TABLE && kind !== MEMORY) {
    throw new Error(`an import of the unknown kind ${kind}`);
  }
  const hasMost = reader.bytes[reader.at++] & 1;
  number(reader);
  if (hasMost) {
    number(reader);
  }
}

function number(reader) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = reader.bytes[reader.at++];
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) {
      return value >>> 0;
    }
  }
}

function leb(value) {
  const bytes = [];
  do {
    const rest = value >>> 7;
    bytes.push((value & 0x7f) | (rest ? 0x80 : 0));
    value = rest;
  } while (value);
  return Buffer.from(bytes);
}
