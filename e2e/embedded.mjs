// The toolbar embedded in pages of other origins: a gateway simulator that serves it, places for the pages, and a
// browser context of its own.

import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Desk } from "./desk.mjs";
import { Places } from "./places.mjs";
import { Simulator } from "./simulator.mjs";
import { Toolbar } from "./toolbar.mjs";

export class Embedded {
  #folder;
  #context;

  /** The toolbar's address, under a name of its own. */
  address;

  /**
   * Starts all; the toolbar is built in `dist`, the gateway simulated by `simulator`. `altered`: other files of the
   * first; `gateway`: flags of the second.
   */
  static async start(browser, { dist, simulator, settings = {}, altered = {}, gateway = [], context = {} }) {
    const embedded = new Embedded();
    embedded.places = await Places.start();
    embedded.#folder = await mkdtemp(join(tmpdir(), "toolbar-"));
    await cp(dist, embedded.#folder, { recursive: true });
    await Promise.all(Object.entries(altered).map(([name, text]) => writeFile(join(embedded.#folder, name), text)));
    await embedded.setUp(settings);
    embedded.simulator = await Simulator.start(simulator, embedded.#folder, gateway);
    const { desk, toolbar } = embedded.simulator.addresses;
    embedded.desk = new Desk(desk);
    const address = new URL(toolbar);
    address.hostname = "toolbar.localhost";
    embedded.address = address.href;
    embedded.#context = await browser.newContext({
      viewport: { width: 900, height: 700 },
      locale: "en-GB",
      ...context,
    });
    return embedded;
  }

  /** Another toolbar.json from now on. */
  async setUp(settings) {
    const all = { gateway: "/agentgateway/resource", ...settings };
    await writeFile(join(this.#folder, "toolbar.json"), JSON.stringify(all));
  }

  /** The names of these places as `hosts` of toolbar.json, each with what it is granted. */
  hosts(grants) {
    return Object.entries(grants).map(([name, verbs]) => ({ origin: this.places.origin(name), verbs }));
  }

  get context() {
    return this.#context;
  }

  /** A new page; `troubles` collects what it and its frames report as errors. */
  async newPage(context = this.#context) {
    const page = await context.newPage();
    page.troubles = [];
    page.on("pageerror", (error) => page.troubles.push(error.message));
    return page;
  }

  /** The toolbar in the frame that is found by these selectors, each inside the one before. */
  toolbarIn(page, check, ...selectors) {
    const toolbar = new Toolbar(page, null, this.address, check);
    toolbar.standsIn(selectors.reduce((within, selector) => within.frameLocator(selector), page));
    return toolbar;
  }

  async stop() {
    await this.#context?.close();
    await this.simulator?.stop();
    await this.places?.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
