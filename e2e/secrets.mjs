// The watch over the session's Guid: whatever the gateway sets must appear nowhere that a page, a
// person or a log can read, but in the one entry that a reload goes on from.

import { inEveryFrame } from "./worlds.mjs";

/** Everything of a page that can be read: the document with its shadow trees and fields, storage, cookies. */
const READABLE = `(() => {
  const text = [document.title, location.href];
  const add = (read) => {
    try {
      text.push(...read());
    } catch {
      // The browser keeps nothing for this page.
    }
  };
  const isSaved = ([entry]) => entry.startsWith("agent-toolbar /");
  add(() => [document.cookie]);
  add(() => Object.entries(localStorage).flat());
  add(() => Object.entries(sessionStorage).filter((entry) => !isSaved(entry)).flat());
  const walk = (root) => {
    for (const element of root.querySelectorAll("*")) {
      text.push(...[...element.attributes].map((attribute) => attribute.value));
      if ("value" in element) text.push(String(element.value));
      if (element.shadowRoot) walk(element.shadowRoot);
    }
    text.push(root.textContent);
  };
  walk(document);
  text.push(document.documentElement.outerHTML);
  return text.join("\\n");
})()`;

/** How a Guid is set: by the gateway, or by a proxy that keeps it in a cookie. */
const FORMS = { "set-guid": /^(?:JSESSIONID=)?([^;\s]+)/, "set-cookie": /__Secure-guid=([^;\s]+)/ };

export class Secrets {
  #guids = new Set();
  #said = [];

  /** Watches a page's answers, addresses and console. */
  watch(page) {
    // A cookie that no script can read is told by none but these.
    page.on("response", (response) => response.allHeaders().then((headers) => this.see(headers), () => {}));
    page.on("request", (request) => this.#said.push({ where: "an address", text: request.url() }));
    page.on("console", (message) => this.#said.push({ where: "the console", text: message.text() }));
  }

  /** An answer had these headers. */
  see(headers) {
    for (const [name, value] of Object.entries(headers)) {
      const form = FORMS[name.toLowerCase()];
      const guid = form?.exec(value)?.[1];
      if (guid) {
        this.#guids.add(guid);
      }
    }
  }

  /** How many Guids the gateway has set. */
  get count() {
    return this.#guids.size;
  }

  /** Where a Guid can be read. */
  async leaks(session) {
    const shown = await inEveryFrame(session, READABLE);
    const places = [{ where: "the page", text: shown.join("\n") }, ...this.#said];
    const holds = ({ text }) => [...this.#guids].some((guid) => text.includes(guid));
    return places.filter(holds).map(({ where }) => where);
  }
}
