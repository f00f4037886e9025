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

export class Secrets {
  #guids = new Set();
  #said = [];

  /** Watches a page's answers, addresses and console. */
  watch(page) {
    page.on("response", (response) => this.see(response.headers()));
    page.on("request", (request) => this.#said.push({ where: "an address", text: request.url() }));
    page.on("console", (message) => this.#said.push({ where: "the console", text: message.text() }));
  }

  /** An answer had these headers. */
  see(headers) {
    const name = Object.keys(headers).find((name) => name.toLowerCase() === "set-guid");
    if (name) {
      this.#guids.add(headers[name].replace(/^JSESSIONID=/, "").trim());
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
