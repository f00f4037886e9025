// Web pages of many origins, from one server: the browser finds every name below `localhost` on this machine, holds
// each for a site of its own, and trusts it as if it came over TLS.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
};

export class Places {
  #server;
  #port;
  #pages = new Map();

  static async start() {
    const places = new Places();
    places.#server = createServer((request, response) => void places.#answer(request, response));
    await new Promise((resolve) => places.#server.listen(0, "127.0.0.1", resolve));
    places.#port = places.#server.address().port;
    return places;
  }

  /** `http://name.localhost:port`, or another whole host name. */
  origin(name) {
    const host = name.includes(".") ? name : `${name}.localhost`;
    return `http://${host}:${this.#port}`;
  }

  /**
   * Serves these pages under a name: each path a text, `{ body, headers }`, or `{ folder }` for all below it.
   * Returns the address.
   */
  serve(name, pages) {
    const origin = this.origin(name);
    for (const [path, page] of Object.entries(pages)) {
      this.#pages.set(origin + path, typeof page === "string" ? { body: page } : page);
    }
    return `${origin}/`;
  }

  async #answer({ url, headers: { host } }, response) {
    const { pathname } = new URL(url, "http://any");
    const page = await this.#find(`http://${host}`, pathname);
    if (!page) {
      response.writeHead(404).end();
      return;
    }
    const type = TYPES[extname(page.path ?? pathname)] ?? "text/html";
    response.writeHead(200, { "Content-Type": `${type}; charset=utf-8`, "Cache-Control": "no-store", ...page.headers });
    response.end(page.body);
  }

  async #find(origin, path) {
    const page = this.#pages.get(origin + path);
    if (page?.body !== undefined) {
      return page;
    }
    for (const [prefix, { folder, headers }] of this.#pages) {
      if (folder && (origin + path).startsWith(prefix)) {
        const name = (origin + path).slice(prefix.length) || "index.html";
        const file = join(folder, normalize(`/${name}`));
        const body = await readFile(file).catch(() => null);
        return body && { body, headers, path: file };
      }
    }
    return null;
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
