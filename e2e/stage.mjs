// What a journey is given: a toolbar in a page of its own, a call centre, and somebody who watches.
//
// A journey's file exports the journey by default and, where it needs them, `settings` (what its
// toolbar.json holds), `gateway` (flags of the simulator), `plain` (its browser is a plain one, and what
// it is started with), `context` (how its browser context is made), `frames` (the toolbar stands in the
// sample CRM page, which may ask for the verbs that `granted` lists, none without it) and `noise` (errors that the browser writes about a fault the journey makes).

import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { lowContrast, violations } from "./accessibility.mjs";
import { Check } from "./check.mjs";
import { Desk } from "./desk.mjs";
import { Elsewhere } from "./elsewhere.mjs";
import { fitEars } from "./ears.mjs";
import { PlainBrowser } from "./plain-browser.mjs";
import { Secrets } from "./secrets.mjs";
import { Simulator } from "./simulator.mjs";
import { Toolbar } from "./toolbar.mjs";
import { evaluate } from "./worlds.mjs";

const CRM = fileURLToPath(new URL("../demo/crm", import.meta.url));
/** A port that nobody listens on just now. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const WIDE = { width: 900, height: 560 };

export class Stage {
  #plain;
  #context;
  #tabs = [];
  #folder;
  #front;
  #folders = [];
  #secrets = new Secrets();
  #troubles = [];
  #name;
  #noise;
  #screenshots;
  #watch = new Check();
  #states = 0;

  /** What was measured, in words, for whoever reads the run. */
  figures = [];

  /** `front` puts a web server before the simulator, given its port and the settings; see deploy/deployment.mjs. */
  static async open(browser, { name, journey, dist, simulator, screenshots, front }) {
    const stage = new Stage();
    stage.#name = name;
    stage.#noise = journey.noise ?? [];
    stage.#screenshots = screenshots;
    const flags = [...(journey.gateway ?? [])];
    let { settings } = journey;
    if (journey.frames) {
      const port = await freePort();
      flags.push("--host-page", await stage.#crm(dist), "--host-port", String(port));
      settings = { hosts: [{ origin: `http://127.0.0.1:${port}`, verbs: journey.granted ?? [] }], ...settings };
    }
    const folder = settings === undefined || front ? dist : await stage.#copy(dist, settings);
    stage.simulator = await Simulator.start(simulator, folder, flags);
    if (front) {
      const { port } = stage.simulator.addresses;
      stage.#front = await front({ port, settings: settings ?? {} });
      stage.simulator.addresses.toolbar = `${stage.#front.origin}/`;
    }
    const { desk, gateway, toolbar, hostPage } = stage.simulator.addresses;
    stage.desk = new Desk(desk);
    stage.elsewhere = new Elsewhere(gateway);
    stage.crm = hostPage && `${hostPage}?toolbar=${toolbar}`;
    stage.check = new Check();
    if (journey.plain) {
      stage.#plain = await PlainBrowser.start(journey.plain);
    } else {
      await stage.#openContext(browser, journey.context ?? {});
    }
    Object.assign(stage, await stage.newTab());
    return stage;
  }

  /** The sample CRM page with the host script of the build beside it. */
  async #crm(dist) {
    const folder = await this.#newFolder();
    await cp(CRM, folder, { recursive: true });
    await cp(join(dist, "agent-toolbar.js"), join(folder, "agent-toolbar.js"));
    return folder;
  }

  async #newFolder() {
    const folder = await mkdtemp(join(tmpdir(), "toolbar-"));
    this.#folders.push(folder);
    return folder;
  }

  /** The toolbar's folder with another toolbar.json. */
  async #copy(dist, settings) {
    this.#folder = await this.#newFolder();
    await cp(dist, this.#folder, { recursive: true });
    await this.setUp(settings);
    return this.#folder;
  }

  /** Another toolbar.json from now on; a text is written as it is. Only for a journey with `settings`. */
  setUp = async (settings) => {
    if (this.#front) {
      return this.#front.setUp(settings);
    }
    const text = typeof settings === "string" ? settings : JSON.stringify(settings);
    await writeFile(join(this.#folder, "toolbar.json"), text);
  };

  async #openContext(browser, options) {
    this.#context = await browser.newContext({ viewport: WIDE, locale: "en-GB", ...options });
    await this.#context.addInitScript(fitEars);
    await this.#context.grantPermissions(["clipboard-read", "clipboard-write", "notifications"]);
  }

  /** Another tab of the same browser: its page, the toolbar in it, and the ways to read it. */
  newTab = async () => {
    if (this.#plain) {
      const tab = await this.#plain.newTab((...heard) => this.#hearPlain(...heard));
      this.#tabs.push(tab);
      return { tab, session: tab, read: (expression) => tab.read(expression) };
    }
    const page = await this.#context.newPage();
    page.on("pageerror", (error) => this.#note(`page error: ${error.message}`));
    page.on("console", (message) => this.#hear(message));
    this.#secrets.watch(page);
    const session = await this.#context.newCDPSession(page);
    this.#tabs.push(session);
    page.on("close", () => this.#tabs.splice(this.#tabs.indexOf(session), 1));
    const toolbar = new Toolbar(page, session, this.simulator.addresses.toolbar, this.check);
    return { page, session, toolbar, read: (expression) => evaluate(session, expression) };
  };

  #hear(message) {
    const text = message.text();
    if (message.type() === "error" || text.includes("panicked")) {
      this.#note(`console: ${text} ${message.location().url ?? ""}`);
    }
  }

  #hearPlain(method, { response, exceptionDetails, type, args }) {
    if (method === "Network.responseReceived") {
      this.#secrets.see(response.headers);
    } else if (method === "Runtime.exceptionThrown") {
      this.#note(`page error: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    } else if (method === "Runtime.consoleAPICalled" && type === "error") {
      this.#note(`console: ${args.map(({ value }) => value).join(" ")}`);
    }
  }

  #note(trouble) {
    if (!this.#noise.some((pattern) => pattern.test(trouble))) {
      this.#troubles.push(trouble);
    }
  }

  /**
   * Evaluates in the page without counting as a press.
   *
   * Playwright's own `evaluate` and every locator count as one, and a pressed page may make sounds.
   */
  read;

  /** Something measured that is worth reading; it decides nothing. */
  figure = (what, value) => this.figures.push(`${what}: ${value}`);

  /** The journey has come to a state: nothing inaccessible, no secret on show, nothing broken. */
  state = async (name) => {
    this.#states += 1;
    await this.#colours("light");
    this.#watch.equal(await violations(this.session), [], `axe, ${name}`);
    await this.#screenshot(name);
    await this.#colours("dark");
    this.#watch.equal(await lowContrast(this.session), [], `axe, ${name} in the dark`);
    await this.#screenshot(`${name} dark`);
    await this.#colours("light");
    await this.#isClean(name);
  };

  /** As an agent's system would have it: colours, and nothing that moves. */
  #colours(scheme) {
    return this.session.send("Emulation.setEmulatedMedia", {
      features: [
        { name: "prefers-color-scheme", value: scheme },
        { name: "prefers-reduced-motion", value: "reduce" },
      ],
    });
  }

  async #screenshot(name) {
    if (this.#screenshots) {
      const { data } = await this.session.send("Page.captureScreenshot", { format: "png" });
      const file = `${this.#name} ${name}.png`.replaceAll(" ", "-");
      await writeFile(join(this.#screenshots, file), Buffer.from(data, "base64"));
    }
  }

  async #isClean(name) {
    this.#watch.equal(this.#troubles, [], `broken, ${name}`);
    for (const tab of this.#tabs) {
      this.#watch.equal(await this.#secrets.leaks(tab), [], `the Guid can be read, ${name}`);
    }
  }

  /** After the journey: what is true of every one. */
  async judge() {
    if (this.check.count === 0) {
      throw new Error("the journey asserts nothing");
    }
    if (this.#states === 0) {
      throw new Error("the journey shows no state");
    }
    await this.#isClean("at the end");
    const rows = await this.desk.log().catch(() => []);
    if (rows.some((row) => row.effect === "signedIn") && this.#secrets.count === 0) {
      throw new Error("no Guid was seen, so that none could have been missed");
    }
  }

  /** What can be seen when something has gone wrong. */
  async describe() {
    const lines = [...this.#troubles];
    const pages = this.#context?.pages() ?? [];
    for (const frame of pages.flatMap((page) => page.frames())) {
      lines.push(`— ${frame.url()}`, await frame.locator("body").ariaSnapshot({ timeout: 2000 }));
    }
    if (this.#screenshots && pages.length > 0) {
      await pages[0].screenshot({ path: join(this.#screenshots, `${this.#name}-FAILED.png`), timeout: 5000 });
    }
    const rows = await this.desk.log().catch(() => []);
    lines.push("— gateway", ...rows.slice(-14).map((row) => JSON.stringify(row)));
    return lines.join("\n");
  }

  async close() {
    await this.#context?.close();
    await this.#plain?.close();
    await this.#front?.close();
    await this.simulator?.stop();
    for (const folder of this.#folders) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
