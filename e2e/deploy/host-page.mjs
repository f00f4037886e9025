// A CRM's page over TLS, on an origin of its own, with the toolbar in a frame.

import { readFileSync } from "node:fs";
import { createServer } from "node:https";

export class HostPage {
  #server;
  #framed = "about:blank";
  #script = "";

  /** Where it is. */
  origin;

  /** Serves the page under a name; what it frames is said later. */
  static async under(name, { certificate, key }) {
    const host = new HostPage();
    const keys = { cert: readFileSync(certificate), key: readFileSync(key) };
    host.#server = createServer(keys, (_, response) => {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(host.#page());
    });
    await new Promise((resolve) => host.#server.listen(0, "127.0.0.1", resolve));
    host.origin = `https://${name}:${host.#server.address().port}`;
    return host;
  }

  /** From now on it frames what is at this address, and runs this script of its own first. */
  frames(address, script = "") {
    this.#framed = address;
    this.#script = script;
  }

  #page() {
    const allow = `allow="autoplay" sandbox="allow-scripts allow-same-origin allow-forms allow-popups"`;
    return `<!doctype html><html lang="en"><meta charset="utf-8"><title>CRM</title>
<script>${this.#script}</script><main><h1>CRM</h1><iframe title="Agent toolbar" ${allow} src="${this.#framed}" width="800" height="400"></iframe></main></html>`;
  }

  close() {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(resolve));
  }
}
