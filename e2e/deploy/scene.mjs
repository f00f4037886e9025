// What a case is given: simulators, deployments before them, browsers, and something to count what it asserts.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchWith } from "../browser.mjs";
import { Check } from "../check.mjs";
import { Desk } from "../desk.mjs";
import { fitEars } from "../ears.mjs";
import { Simulator } from "../simulator.mjs";
import { Toolbar } from "../toolbar.mjs";
import { evaluate } from "../worlds.mjs";
import { Deployment } from "./deployment.mjs";
import { HostPage } from "./host-page.mjs";

export class Scene {
  #options;
  #browser;
  #open = [];

  check = new Check();
  figures = [];

  constructor(browser, options) {
    this.#browser = browser;
    this.#options = options;
  }

  /** Something measured that is worth reading; it decides nothing. */
  figure = (what, value) => this.figures.push(`${what}: ${value}`);

  get certificates() {
    return this.#options.certificates;
  }

  /** A gateway and its desk; `flags` are more of the simulator's. */
  gateway = async (flags = []) => {
    const simulator = await Simulator.start(this.#options.simulator, this.#options.dist, flags);
    this.#open.push(() => simulator.stop());
    const { desk, port } = simulator.addresses;
    return { simulator, desk: new Desk(desk), port };
  };

  /** A deployment before these gateways; see `Deployment.start`. */
  deploy = async (gateways, more = {}) => {
    const { dist, xtask, certificates } = this.#options;
    const ports = gateways.map(({ port }) => port);
    const deployment = await Deployment.start({ dist, xtask, certificates, ports, ...more });
    this.#open.push(() => deployment.close());
    return deployment;
  };

  /** A tab of a browser of its own, with the toolbar that is served there. */
  visit = async (deployment) => {
    const context = await this.#browser.newContext({ locale: "en-GB", viewport: { width: 900, height: 560 } });
    this.#open.push(() => context.close());
    return this.newTab(context, deployment);
  };

  /** The same in a browser whose user has set these preferences. */
  visitWith = async (preferences, deployment) => {
    const folder = await mkdtemp(join(tmpdir(), "profile-"));
    this.#open.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    const context = await launchWith(preferences, { folder, args: this.#options.switches });
    this.#open.push(() => context.close());
    return this.newTab(context, deployment);
  };

  newTab = async (context, { origin }) => {
    await context.addInitScript(fitEars);
    await context.addInitScript(noteViolations);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const toolbar = new Toolbar(page, session, `${origin}/`, this.check);
    const read = (expression) => evaluate(session, expression);
    return { context, page, session, toolbar, read, violations: () => read("window.violations") };
  };

  /** A CRM's page on another origin, of this name. */
  crm = async (name) => {
    const page = await HostPage.under(name, this.certificates.toolbar);
    this.#open.push(() => page.close());
    return page;
  };

  async close() {
    while (this.#open.length > 0) {
      await this.#open.pop()().catch(() => {});
    }
  }
}

/** Notes what the page's policies have refused. */
function noteViolations() {
  window.violations = [];
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
    window.violations.push(`${effectiveDirective} ${blockedURI}`),
  );
}
