// Chromium as it is, driven without Playwright, which shows every page at all times: here a tab is
// hidden when another one is looked at, and the browser slows it down or freezes it as on a desk.

import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { program } from "./browser.mjs";
import { eventually } from "./check.mjs";
import { fitEars } from "./ears.mjs";
import { evaluate } from "./worlds.mjs";

export class PlainBrowser {
  #process;
  #profile;
  #answers = new Map();
  #listeners = new Map();
  #rest = "";
  #last = 0;

  /** Starts it; `args` are more switches, `preferences` what its user has set. */
  static async start({ args = [], preferences = {} } = {}) {
    const browser = new PlainBrowser();
    browser.#profile = await mkdtemp(join(tmpdir(), "profile-"));
    await mkdir(join(browser.#profile, "Default"));
    await writeFile(join(browser.#profile, "Default/Preferences"), JSON.stringify(preferences));
    const all = [
      "--headless",
      "--remote-debugging-pipe",
      `--user-data-dir=${browser.#profile}`,
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--lang=en-GB",
      "--window-size=900,560",
      ...args,
    ];
    browser.#process = spawn(program(), all, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    browser.#process.stdio[4].setEncoding("utf8").on("data", (text) => browser.#read(text));
    return browser;
  }

  #read(text) {
    const parts = (this.#rest + text).split("\0");
    this.#rest = parts.pop();
    for (const part of parts) {
      const { id, result, error, method, params, sessionId } = JSON.parse(part);
      if (id === undefined) {
        this.#listeners.get(sessionId)?.(method, params);
      } else {
        const [resolve, reject] = this.#answers.get(id);
        this.#answers.delete(id);
        error ? reject(new Error(error.message)) : resolve(result);
      }
    }
  }

  send(method, params = {}, sessionId = undefined) {
    const id = (this.#last += 1);
    this.#process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#answers.set(id, [resolve, reject]));
  }

  /** Another tab of the same window, which is looked at from now on; `listen` hears what happens in it. */
  async newTab(listen = () => {}) {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    this.#listeners.set(sessionId, listen);
    const tab = new PlainTab(this, targetId, sessionId);
    await tab.send("Page.enable");
    await tab.send("Runtime.enable");
    await tab.send("Network.enable");
    await tab.send("Page.addScriptToEvaluateOnNewDocument", { source: `(${fitEars})()` });
    return tab;
  }

  async close() {
    for (const [, reject] of this.#answers.values()) {
      reject(new Error("the browser is closed"));
    }
    if (this.#process.exitCode === null) {
      const ended = new Promise((resolve) => this.#process.once("exit", resolve));
      this.#process.kill();
      await ended;
    }
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A tab, which nothing but `press` touches as a person does. */
export class PlainTab {
  #browser;
  #target;
  #session;

  constructor(browser, target, session) {
    this.#browser = browser;
    this.#target = target;
    this.#session = session;
  }

  send(method, params) {
    return this.#browser.send(method, params, this.#session);
  }

  read(expression) {
    return evaluate(this, expression);
  }

  /** Looks at this tab, and so at no other. */
  look() {
    return this.#browser.send("Target.activateTarget", { targetId: this.#target });
  }

  async open(address) {
    await this.send("Page.navigate", { url: address });
  }

  /** Runs this in every page that is opened here, before its own scripts. */
  prepare(source) {
    return this.send("Page.addScriptToEvaluateOnNewDocument", { source });
  }

  /** Waits until this text can be seen. */
  sees(text, patience) {
    const seen = () => this.read("document.body?.innerText ?? ''");
    return eventually(seen, (all) => all.includes(text), `${text} is shown`, patience);
  }

  /** Waits until the button of this name can be pressed. */
  canPress(name, patience) {
    return eventually(() => this.read(button(name)), (place) => place !== null, `${name} can be pressed`, patience);
  }

  /** Presses a button with the mouse as soon as it can be used. */
  async press(name) {
    const [x, y] = await this.canPress(name);
    for (const type of ["mousePressed", "mouseReleased"]) {
      await this.send("Input.dispatchMouseEvent", { type, x, y, button: "left", clickCount: 1 });
    }
  }

  /** Fills the sign-in form in, sends it and waits until the gateway has reported the agent ready. */
  async signIn(agent) {
    await this.fillsIn(agent);
    await this.press("Sign in");
    await this.canPress("Busy");
  }

  /** Fills the sign-in form in. */
  async fillsIn(agent) {
    await this.canPress("Sign in");
    await this.read(`(() => {
      const fields = [...document.querySelectorAll("input")];
      const fill = (field, text) => {
        field.value = text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      };
      fill(fields[0], "${agent}");
      fill(fields[2], "40038");
    })()`);
  }
}

/** Where the button of this name is in the middle, if it can be pressed. */
function button(name) {
  return `(() => {
    const isIt = (button) => [button.ariaLabel, button.title, button.innerText.trim()].includes(${JSON.stringify(name)});
    const found = [...document.querySelectorAll("button")].find((button) => isIt(button) && button.ariaDisabled !== "true");
    const box = found?.getBoundingClientRect();
    return box ? [box.x + box.width / 2, box.y + box.height / 2] : null;
  })()`;
}
