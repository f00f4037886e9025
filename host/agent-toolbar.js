// The script that a host page includes: `init`, and an element that wraps it.

import { init } from "./frame.js";

export { init };

// Where a page is made beforehand, on a server, there are neither elements nor a place to name them.
const { HTMLElement = Object, customElements } = globalThis;

/** See agent-toolbar.d.ts. */
export class AgentToolbarElement extends HTMLElement {
  static observedAttributes = ["display"];

  toolbar = null;

  connectedCallback() {
    const word = (name) => this.getAttribute(name) ?? undefined;
    this.style.display ||= "block";
    this.toolbar = init(this, {
      src: word("src"),
      agentId: word("agent-id"),
      language: word("language"),
      theme: word("theme"),
      display: word("display"),
    });
  }

  disconnectedCallback() {
    this.toolbar?.dispose();
    this.toolbar = null;
  }

  attributeChangedCallback(name, before, value) {
    this.toolbar?.setDisplay(value ?? "docked");
  }
}

if (!customElements?.get("agent-toolbar")) {
  customElements?.define("agent-toolbar", AgentToolbarElement);
}
