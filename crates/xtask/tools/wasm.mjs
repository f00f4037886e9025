// Reads a wasm module just far enough to take it apart into sections and put it together again.

/** The sections of a module that the tools here ask for. */
export const [CUSTOM, IMPORTS, CODE] = [0, 2, 10];

/** A place in some bytes, from which one thing after the other is read. */
export class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  byte() {
    return this.bytes[this.at++];
  }

  /** A number of variable length, as every count, size and index is written. */
  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) {
        return value >>> 0;
      }
    }
  }

  /** Bytes with their length before them. */
  block() {
    const length = this.number();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

/** Kind and content of each section. */
export function sections(module) {
  const reader = new Reader(module, 8);
  const found = [];
  while (reader.at < module.length) {
    found.push({ kind: reader.byte(), content: reader.block() });
  }
  return found;
}

/** A module of these sections. */
export function assemble(module, parts) {
  const written = parts.flatMap(({ kind, content }) => [Buffer.from([kind]), block(content)]);
  return Buffer.concat([module.subarray(0, 8), ...written]);
}

/** The module without names, notes of the tools that made it, and whatever else a browser ignores. */
export function withoutCustom(module) {
  return assemble(module, sections(module).filter(({ kind }) => kind !== CUSTOM));
}

/** Bytes with their length before them. */
export function block(content) {
  return Buffer.concat([number(content.length), content]);
}

/** A number as it is written in a module. */
export function number(value) {
  const bytes = [];
  do {
    const rest = value >>> 7;
    bytes.push((value & 0x7f) | (rest ? 0x80 : 0));
    value = rest;
  } while (value);
  return Buffer.from(bytes);
}

const [FUNCTION, TABLE, MEMORY, GLOBAL] = [0, 1, 2, 3];

/** What a module imports: the bytes of module name, of name, and of the rest, and the name as text. */
export function imports(content) {
  const reader = new Reader(content);
  const found = [];
  for (let left = reader.number(); left > 0; left -= 1) {
    const module = reader.block();
    const name = reader.block();
    const begin = reader.at;
    const kind = reader.byte();
    skipType(reader, kind);
    found.push({ module, name: name.toString(), isFunction: kind === FUNCTION, type: content.subarray(begin, reader.at) });
  }
  return found;
}

function skipType(reader, kind) {
  if (kind === FUNCTION) {
    reader.number();
    return;
  }
  if (kind === GLOBAL) {
    reader.at += 2;
    return;
  }
  if (kind === TABLE) {
    reader.at += 1;
  } else if (kind !== MEMORY) {
    throw new Error(`an import of the unknown kind ${kind}`);
  }
  const hasMost = reader.byte() & 1;
  reader.number();
  if (hasMost) {
    reader.number();
  }
}
