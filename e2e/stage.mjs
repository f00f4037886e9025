// What a journey is given: a toolbar in a page of its own, a call centre, and somebody who watches.
//
// A journey's file exports the journey by default and, where it needs them, `settings` (what its
// toolbar.json holds), `gateway` (flags of the simulator), `context` (how its browser context is
// made), `frames` (the toolbar stands in the sample CRM page) and `noise` (console errors that the
// browser itself writes about a fault the journey makes).

import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { lowContrast, violations } from "./accessibility.mjs";
import { Check } from "./check.mjs";
import { Desk } from "./desk.mjs";
import { Elsewhere } from "./elsewhere.mjs";
import { fitEars } from "./ears.mjs";
import { Secrets } from "./secrets.mjs";
import { Simulator } from "./simulator.mjs";
import { Toolbar } from "./toolbar.mjs";
import { evaluate } from "./worlds.mjs";

const CRM = fileURLToPath(new URL("../demo/crm", import.meta.url));
const WIDE = { width: 900, height: 560 };

export class Stage {
  #context;
  #folder;
  #secrets = new Secrets();
  #troubles = [];
  #name;
  #noise;
  #screenshots;
  #watch = new Check();
  #states = 0;

  static async open(browser, { name, journey, dist, simulator, screenshots }) {
    const stage = new Stage();
    stage.#name = name;
    stage.#noise = journey.noise ?? [];
    stage.#screenshots = screenshots;
    const flags = [...(journey.gateway ?? [])];
    if (journey.frames) {
      flags.push("--host-page", CRM, "--host-port", "0");
    }
    const folder = journey.settings === undefined ? dist : await stage.#copy(dist, journey.settings);
    stage.simulator = await Simulator.start(simulator, folder, flags);
    const { desk, gateway, toolbar, hostPage } = stage.simulator.addresses;
    stage.desk = new Desk(desk);
    stage.elsewhere = new Elsewhere(gateway);
    stage.crm = hostPage && `${hostPage}?toolbar=${toolbar}`;
    stage.check = new Check();
    await stage.#openPage(browser, journey.context ?? {});
    stage.toolbar = new Toolbar(stage.page, stage.session, toolbar, stage.check);
    return stage;
  }

  /** The toolbar's folder with another toolbar.json. */
  async #copy(dist, settings) {
    this.#folder = await mkdtemp(join(tmpdir(), "toolbar-"));
    await cp(dist, this.#folder, { recursive: true });
    await this.setUp(settings);
    return this.#folder;
  }

  /** Another toolbar.json from now on; a text is written as it is. Only for a journey with `settings`. */
  setUp = async (settings) => {
    const text = typeof settings === "string" ? settings : JSON.stringify(settings);
    await writeFile(join(this.#folder, "toolbar.json"), text);
  };

  async #openPage(browser, options) {
    this.#context = await browser.newContext({ viewport: WIDE, locale: "en-GB", ...options });
    await this.#context.addInitScript(fitEars);
    await this.#context.grantPermissions(["clipboard-read", "clipboard-write", "notifications"]);
    this.page = await this.#context.newPage();
    this.page.on("pageerror", (error) => this.#troubles.push(`page error: ${error.message}`));
    this.page.on("console", (message) => this.#hear(message));
    this.#secrets.watch(this.page);
    this.session = await this.#context.newCDPSession(this.page);
  }

  #hear(message) {
    const text = message.text();
    const isTrouble = message.type() === "error" || text.includes("panicked");
    if (isTrouble && !this.#noise.some((pattern) => pattern.test(text))) {
      this.#troubles.push(`console: ${text} ${message.location().url ?? ""}`);
    }
  }

  /**
   * Evaluates in the page without counting as a press.
   *
   * Playwright's own `evaluate` and every locator count as one, and a pressed page may make sounds.
   */
  read = (expression) => evaluate(this.session, expression);

  /** The journey has come to a state: nothing inaccessible, no secret on show, nothing broken. */
  state = async (name) => {
    this.#states += 1;
    await this.#colours("light");
    this.#watch.equal(await violations(this.session), [], `axe, ${name}`);
    await this.#screenshot(name);
    await this.#colours("dark");
    this.#watch.equal(await lowContrast(this.session), [], `axe, ${name} in the dark`);
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
    this.#watch.equal(await this.#secrets.leaks(this.session), [], `the Guid can be read, ${name}`);
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
    const frames = this.page.frames();
    for (const frame of frames) {
      lines.push(`— ${frame.url()}`, await frame.locator("body").ariaSnapshot({ timeout: 2000 }));
    }
    if (this.#screenshots) {
      await this.page.screenshot({ path: join(this.#screenshots, `${this.#name}-FAILED.png`), timeout: 5000 });
    }
    const rows = await this.desk.log().catch(() => []);
    lines.push("— gateway", ...rows.slice(-14).map((row) => JSON.stringify(row)));
    return lines.join("\n");
  }

  async close() {
    await this.#context?.close();
    await this.simulator?.stop();
    if (this.#folder) {
      await rm(this.#folder, { recursive: true, force: true });
    }
  }
}
