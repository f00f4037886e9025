// One case played: its servers, its browser, and what the page must say.
//
// A case has a `name` and `rows`, what differs from a page with nothing wrong: by the row's name its result, or a
// list of result, pattern of what was found, and patterns of all its fixes. It may have `site` (what its web server
// does otherwise), `settings` (of toolbar.json), `gateway` (what becomes of the gateway's path there), `elsewhere`
// (the gateway has an origin of its own), `browser` (`args`, `context`, `permissions` over those that are given, `preferences`),
// `host` (the name that the page is opened at), `frame` (it stands in one, with this `allow`), `prepare` (a script
// before the page's own), `verdict`, `act`, what a person does then, and `looks`, to
// have the page looked at too: it is accessible, in the dark as well, and nothing is cut off where it is narrow.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { launch } from "../browser.mjs";
import { lowContrast, violations } from "../accessibility.mjs";
import { Check } from "../check.mjs";
import { Desk } from "../desk.mjs";
import { PlainBrowser } from "../plain-browser.mjs";
import { selfMade } from "./certificate.mjs";
import { PreflightPage } from "./page.mjs";
import { Server, passOn, startSite, withCors } from "./site.mjs";

const WIDE = { width: 1000, height: 900 };

/** What every row says where nothing is wrong and nobody has pressed anything. */
const ALL_WELL = {
  secure: "works",
  settings: "works",
  policy: "works",
  wasm: "works",
  framing: "works",
  "script-types": "works",
  "wasm-type": "works",
  clock: "works",
  gateway: "works",
  "sent-once": "works",
  cors: "needless",
  certificate: "needless",
  "local-network": "needless",
  "set-guid": "unchecked",
  hold: "unchecked",
  autoplay: "works",
  notifications: "works",
  locks: "works",
  channel: "works",
  storage: "works",
  worker: "works",
};

/** The same for a gateway with an origin of its own. */
const ALL_WELL_ELSEWHERE = { ...ALL_WELL, "sent-once": "unchecked", cors: "works", "local-network": "works" };

/** What the person in front of the browser has allowed, if a case does not say otherwise. */
const PERMISSIONS = { notifications: "granted", "clipboard-read": "granted", "clipboard-write": "granted" };

export class Scene {
  /** A browser that plays sound without a press. */
  static ARGS = ["--autoplay-policy=no-user-gesture-required"];

  #one;
  #given;
  #servers = [];
  #browser;
  #context;
  #plain;

  check = new Check();

  constructor({ one, ...given }) {
    this.#one = one;
    this.#given = given;
    this.simulator = given.simulator;
    this.desk = new Desk(given.simulator.addresses.desk);
  }

  async play() {
    const { rows = {}, elsewhere, verdict, act } = this.#one;
    await this.#open(await this.#serve());
    if (rows !== null) {
      const expected = { ...(elsewhere ? ALL_WELL_ELSEWHERE : ALL_WELL), ...rows };
      this.hasRows(await this.preflight.rows(), expected);
    }
    if (verdict) {
      const [result, text] = await this.preflight.verdict();
      this.check.equal(result, verdict[0], "the verdict");
      this.check.matches(text, verdict[1], "the verdict");
    }
    await act?.(this);
    await this.#looksGood();
  }

  /** Every row is as expected, and there is no other. */
  hasRows(rows, expected) {
    this.check.equal(Object.keys(rows).sort(), Object.keys(expected).sort(), "the rows");
    for (const [name, wanted] of Object.entries(expected)) {
      const [result, found, fixes] = Array.isArray(wanted) ? wanted : [wanted];
      const told = rows[name];
      this.check.equal(told.result, result, `${name} (${told.found})`);
      if (found) {
        this.check.matches(told.found, found, name);
        this.check.equal(told.fixes.length, fixes.length, `${name}, the fixes ${JSON.stringify(told.fixes)}`);
        fixes.forEach((fix, index) => this.check.matches(told.fixes[index], fix, `${name}, fix ${index + 1}`));
      }
    }
  }

  /** Starts the servers; the address of the page that is opened. */
  async #serve() {
    const { site = {}, elsewhere, gateway = passOn, host } = this.#one;
    const settings = await this.#settings();
    const tls = site.isHttps ? selfMade() : undefined;
    const server = await this.#add(startSite(this.#given.dist, { ...site, headers: (path) => site.headers?.(path, this), tls, settings, gateway: gateway(this.simulator) }));
    this.site = server;
    this.origin = host ? `${tls ? "https" : "http"}://${host}:${server.port}` : server.origin;
    if (elsewhere) {
      this.gatewayHandler = withCors((elsewhere.gateway ?? passOn)(this.simulator), { origin: this.origin, ...elsewhere.cors });
    }
    return `${this.origin}/preflight.html${this.#one.query ?? ""}`;
  }

  async #settings() {
    const { elsewhere, settings = {} } = this.#one;
    if (typeof settings === "string" || settings === null) {
      return settings ?? undefined;
    }
    if (!elsewhere) {
      return { gateway: "/agentgateway/resource", ...settings };
    }
    const tls = elsewhere.hasBadCertificate ? selfMade() : undefined;
    const server = await this.#add(Server.start((...both) => this.gatewayHandler(...both), tls));
    this.elsewhere = elsewhere.host ? `http://${elsewhere.host}:${server.port}` : server.origin;
    if (elsewhere.isClosed) {
      await server.close();
      this.#servers.pop();
    }
    return { gateway: `${this.elsewhere}/agentgateway/resource`, ...settings };
  }

  async #add(starting) {
    const server = await starting;
    this.#servers.push(server);
    return server;
  }

  async #open(address) {
    const { browser = {}, frame, prepare } = this.#one;
    if (browser.preferences) {
      return this.#openPlain(address);
    }
    const args = (browser.args ?? Scene.ARGS).map((arg) => this.#filled(arg));
    if (browser.args) {
      this.#browser = await launch({ args });
    }
    this.#context = await (this.#browser ?? this.#given.browser).newContext({ viewport: WIDE, locale: "en-GB", ...browser.context });
    this.page = await this.#context.newPage();
    this.session = await this.#context.newCDPSession(this.page);
    await this.#permit(browser.permissions === null ? {} : { ...PERMISSIONS, ...browser.permissions });
    if (prepare) {
      await this.page.addInitScript(prepare);
    }
    this.requests = [];
    this.page.on("request", (request) => this.requests.push(request.url()));
    this.failures = new Set();
    this.page.on("requestfailed", (request) => this.failures.add(request.failure().errorText));
    this.preflight = new PreflightPage(this.session);
    await this.page.goto(frame ? await this.#framing(address, frame) : address);
  }

  /** What the person in front of this browser has decided; Playwright's own way would decide everything else too. */
  async #permit(permissions) {
    const { targetInfo } = await this.session.send("Target.getTargetInfo");
    for (const [name, setting] of Object.entries(permissions)) {
      const whose = { origin: this.origin, browserContextId: targetInfo.browserContextId };
      await this.session.send("Browser.setPermission", { permission: { name }, setting, ...whose });
    }
  }

  async #openPlain(address) {
    this.#plain = await PlainBrowser.start({ preferences: this.#one.browser.preferences, args: Scene.ARGS });
    this.session = await this.#plain.newTab();
    this.preflight = new PreflightPage(this.session);
    await this.session.open(address);
  }

  /** What a case's switches leave open: the servers' ports. */
  #filled(arg) {
    return arg.replace("{site}", `127.0.0.1:${this.site.port}`);
  }

  /** A page on an origin of its own that holds the page in a frame. */
  async #framing(address, { allow = "" }) {
    const html = `<!doctype html><html lang="en"><title>CRM</title><h1>CRM</h1><iframe title="Pre-flight" allow="${allow}" src="${address}"></iframe>`;
    const server = await this.#add(Server.start((_, answer) => answer.setHeader("Content-Type", "text/html").end(html)));
    this.host = server.origin;
    return server.origin;
  }

  /** Another page of the same browser. */
  async another(address) {
    const page = await this.#context.newPage();
    await page.goto(address);
    return page;
  }

  async #looksGood() {
    if (!this.#one.looks) {
      return;
    }
    this.check.equal(await violations(this.session), [], "axe");
    const colours = (value) => this.session.send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value }] });
    await colours("dark");
    this.check.equal(await lowContrast(this.session), [], "axe, in the dark");
    await this.#screenshot("dark");
    await colours("light");
    await this.#screenshot("light");
    await this.page.setViewportSize({ width: 320, height: 640 });
    this.check.that(await this.preflight.read("document.documentElement.scrollWidth <= 320"), "nothing is cut off at 320 px");
    await this.#screenshot("narrow");
  }

  async #screenshot(look) {
    if (this.#given.screenshots) {
      const file = `${this.#one.name} ${look}.png`.replaceAll(/[^\w.]+/g, "-");
      await writeFile(join(this.#given.screenshots, file), await this.page.screenshot({ fullPage: true }));
    }
  }

  async close() {
    await this.#context?.close();
    await this.#browser?.close();
    await this.#plain?.close();
    await Promise.all(this.#servers.map((server) => server.close()));
  }
}
