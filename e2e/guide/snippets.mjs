// The snippets of docs/embedding.md, taken from the page itself, so that what is run is what an integrator copies.

import { readFile } from "node:fs/promises";

/** Each fence has its name in a comment on the line before. */
const FENCE = /^(?:<!-- run: (?<name>[\w-]+) -->\n)?```(?<language>\w*)\n(?<text>[\s\S]*?)^```$/gm;

export class Snippets {
  #all = new Map();
  #used = new Set();

  /** Reads the page. Throws where a snippet has no name, for it would not be run. */
  static async read(file) {
    const snippets = new Snippets();
    const page = await readFile(file, "utf8");
    for (const { groups } of page.matchAll(FENCE)) {
      if (!groups.name || snippets.#all.has(groups.name)) {
        throw new Error(`a snippet of ${file} has no name of its own: ${groups.text.slice(0, 60)}`);
      }
      snippets.#all.set(groups.name, groups.text);
    }
    if ((page.match(/^```/gm) ?? []).length !== 2 * snippets.#all.size) {
      throw new Error(`not every snippet of ${file} could be read`);
    }
    return snippets;
  }

  /** A snippet's text, with addresses of this run in place of the ones that stand for an integrator's. */
  use(name, addresses = {}) {
    const text = this.#all.get(name);
    if (text === undefined) {
      throw new Error(`there is no snippet ${name}`);
    }
    this.#used.add(name);
    return Object.entries(addresses).reduce((text, [from, to]) => text.replaceAll(from, to), text);
  }

  /** How many lines an integrator writes. */
  lines(name) {
    return this.#all
      .get(name)
      .split("\n")
      .filter((line) => line.trim()).length;
  }

  /** The snippets that nothing has run. */
  get unused() {
    return [...this.#all.keys()].filter((name) => !this.#used.has(name));
  }
}
