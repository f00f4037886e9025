// The toolbar as a person meets it: by role, name and visible text.

import { eventually, PATIENCE } from "./check.mjs";
import { ENGLISH } from "./words.mjs";

/** One look; whoever looks again and again waits. */
const SOON = { timeout: 1000 };

export class Toolbar {
  #page;
  #session;
  #check;
  #root;

  /** The address of its own page. */
  address;

  constructor(page, session, address, check, words = ENGLISH) {
    this.#page = page;
    this.#session = session;
    this.#check = check;
    this.#root = page;
    this.address = address;
    this.words = words;
  }

  /** Opens the toolbar's own page. */
  async open(query = "") {
    await this.#page.goto(`${this.address}${query}`);
  }

  /** From now on it is the one in a frame. */
  standsIn(frame) {
    this.#root = frame;
  }

  /** The first button of this name: the bar stands before everything else. */
  button(name) {
    return this.#root.getByRole("button", { name, exact: true }).first();
  }

  field(name) {
    return this.#root.getByRole("textbox", { name, exact: true });
  }

  /** Fills the sign-in form in and sends it. */
  async asksToSignIn(agent = "101", { password = "", phone = "40038" } = {}) {
    await this.field(this.words.agentId).fill(agent, { timeout: PATIENCE });
    await this.field(this.words.password).fill(password, { timeout: PATIENCE });
    await this.field(this.words.phone).fill(phone, { timeout: PATIENCE });
    await this.presses(this.words.signIn);
  }

  /** Signs in and waits until the gateway has reported the agent ready. */
  async signsIn(agent, details) {
    await this.asksToSignIn(agent, details);
    await this.is(this.words.ready);
  }

  /** Presses a button, if it can still be pressed by now. */
  async triesToPress(name) {
    await this.button(name).click({ timeout: 500 }).catch(() => {});
  }

  /** Presses a button with the mouse as soon as it can be used; again where it says that it has just changed. */
  async presses(name) {
    await this.canPress(name);
    const before = await this.#said();
    await this.button(name).click({ timeout: PATIENCE });
    const saidNow = (await this.#said()).filter((text, place) => text !== before[place]);
    if (saidNow.some((text) => text.includes(this.words.justChanged))) {
      await this.#page.waitForTimeout(500);
      await this.button(name).click({ timeout: PATIENCE });
    }
  }

  /** What each place that speaks has said last; nothing, while its frame is loaded. */
  async #said() {
    return this.#root.getByRole("status").allTextContents().catch(() => []);
  }

  /** The button can be used, or soon will be. */
  async canPress(name, patience = PATIENCE) {
    const isOn = async () => (await this.button(name).getAttribute("aria-disabled", SOON)) !== "true";
    await this.#until(isOn, `${name} can be pressed`, patience);
  }

  /** Presses an item of the open menu. */
  async chooses(item) {
    const name = typeof item === "string" ? { name: item, exact: true } : { name: item };
    await this.#root.getByRole("menuitem", name).first().click({ timeout: PATIENCE });
  }

  /** The open menu has these items and no others. */
  async offers(...items) {
    const menu = this.#root.getByRole("menuitem");
    await this.#until(async () => (await menu.count()) === items.length, `${items.length} items`);
    this.#check.equal(await menu.allInnerTexts().then((texts) => texts.map(plain)), items, "the menu");
  }

  /** The button cannot be used, stays reachable all the same, and says why. */
  async refuses(name, why) {
    const button = this.button(name);
    await this.#until(async () => (await button.getAttribute("aria-disabled", SOON)) === "true", `${name} is unavailable`);
    this.#check.that(await button.isEnabled().then(() => button.evaluate((element) => !element.disabled)), `${name} can be reached`);
    await this.explains(name, why);
  }

  /** The button says so besides its name: why it cannot be used, or what it would act on. */
  async explains(name, words) {
    await eventually(() => this.#description(name), (said) => said === words, `${name} says “${words}”`);
    this.#check.count += 1;
  }

  /** The words beside a button can be seen. */
  async tells(name, words) {
    const id = await this.button(name).getAttribute("aria-describedby", SOON);
    const hint = this.#root.locator(`[id="${id}"]`).filter({ hasText: words, visible: true });
    await this.#until(async () => (await hint.count()) === 1, `“${words}” is seen beside ${name}`);
  }

  /** What a screen reader says of a button besides its name. */
  async #description(name) {
    const { root } = await this.#session.send("DOM.getDocument", { depth: 0 });
    const { nodes } = await this.#session.send("Accessibility.queryAXTree", {
      nodeId: root.nodeId,
      role: "button",
      accessibleName: name,
    });
    return nodes[0]?.description?.value;
  }

  /**
   * All there is to see and to press, as a screen reader meets it, but for what a reload may change: times, how
   * well the gateway is heard, what may be pressed only while that is well, and whether the browser allows sound.
   */
  async picture() {
    const all = await this.#root.locator("body").ariaSnapshot(SOON);
    const lines = all.split("\n").filter((line) => !/^ *- (alert|status|button "Sound is off)/.test(line));
    return lines
      .join("\n")
      .replace(/timer: .*/g, "timer")
      .replace(/(since \d+:\d+) .*/g, "$1")
      .replace(/("(?:Ready|Busy|Sign out|Conference)") \[disabled\]/g, "$1");
  }

  /** How many seconds the timer of the call that is looked at shows. */
  async seconds() {
    const text = await this.#root.getByRole("timer").first().textContent(SOON);
    return text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  }

  /** The gateway has reported the agent in this state. */
  async is(state) {
    const words = this.#root.getByRole("group", { name: this.words.state }).getByRole("paragraph");
    await this.#until(async () => (await words.allTextContents()).some((text) => text.startsWith(state)), `the agent is ${state}`);
  }

  /** A text can be seen: the whole of an element's, or what a pattern finds. */
  async shows(text, patience = PATIENCE) {
    const seen = this.#root.getByText(text, { exact: true }).filter({ visible: true });
    await this.#until(async () => (await seen.count()) > 0, `${text} is shown`, patience);
  }

  /** A text can no longer be seen. */
  async hides(text) {
    const seen = this.#root.getByText(text, { exact: true }).filter({ visible: true });
    await this.#until(async () => (await seen.count()) === 0, `${text} is not shown`);
  }

  /** A screen reader is told so, without being asked. */
  async announces(pattern) {
    const alerts = this.#root.getByRole("alert");
    await this.#until(async () => (await alerts.allTextContents()).some((text) => pattern.test(text)), `announced: ${pattern}`);
  }

  /** A screen reader is told so when there is time. */
  async says(sentence) {
    const regions = this.#root.getByRole("status");
    await this.#until(async () => (await regions.allTextContents()).map(plain).includes(sentence), `said: ${sentence}`);
  }

  /** Nobody is signed in here. */
  async hasSignInForm(patience = PATIENCE) {
    await this.#until(() => this.button(this.words.signIn).isVisible(), "the sign-in form", patience);
  }

  /** Whether the button can be used now. */
  async can(name) {
    return (await this.button(name).getAttribute("aria-disabled", SOON)) !== "true";
  }

  /** Whether a text can be seen now. */
  sees(text) {
    return this.#root.getByText(text, { exact: true }).first().isVisible();
  }

  /** A missed call is listed so. */
  async listsMissed(pattern) {
    const calls = this.#root.getByRole("list", { name: this.words.missed }).getByRole("listitem");
    await this.#until(async () => (await calls.allInnerTexts()).some((text) => pattern.test(text)), `missed: ${pattern}`);
  }

  /** Opens what pops up from a small button, or closes it. */
  async opens(title) {
    await this.#root.getByTitle(title, { exact: true }).click({ timeout: PATIENCE });
  }

  /** What was sent, a text for each command, newest first; the list must be open. */
  async sent() {
    const rows = await this.#root.getByRole("list", { name: "Commands sent" }).locator(":scope > li").allTextContents();
    return rows.map((row) => row.trim());
  }

  /** Turns the queue panel to a skill. */
  async looksAtSkill(name) {
    await this.#root.getByRole("combobox", { name: this.words.skill, exact: true }).selectOption({ label: name }, { timeout: PATIENCE });
  }

  /** Takes the waiting caller with this number. */
  async takes(number) {
    const callers = this.#root.getByRole("list", { name: this.words.queue }).getByRole("listitem");
    const take = callers.filter({ hasText: number }).getByRole("button", { name: this.words.take, exact: true });
    await take.click({ timeout: PATIENCE });
  }

  /** Where the five controls stand, in whole pixels. */
  async places() {
    const controls = this.#root.getByRole("toolbar", { name: this.words.controls }).getByRole("button");
    const boxes = await controls.evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().toJSON()));
    return boxes.map(({ x, y, width, height }) => [x, y, width, height].map(Math.round));
  }

  /** The keyboard's focus is on this element, and can be seen there. */
  async hasFocus(role, name) {
    const element = this.#root.getByRole(role, { name, exact: typeof name === "string" });
    await this.#until(() => element.evaluate((element) => element === document.activeElement, undefined, SOON), `the focus is on ${name}`);
    const ring = await element.evaluate((element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
    });
    this.#check.that(ring, `the focus can be seen on ${name}`);
  }

  /** Reaches an element with the tab key alone. */
  async tabsTo(role, name) {
    const element = this.#root.getByRole(role, { name, exact: typeof name === "string" });
    for (let presses = 0; presses < 40; presses += 1) {
      if (await element.evaluate((element) => element === document.activeElement, undefined, SOON)) {
        return this.hasFocus(role, name);
      }
      await this.#page.keyboard.press("Tab");
    }
    throw new Error(`the tab key does not reach ${name}`);
  }

  async #until(isSo, what, patience = PATIENCE) {
    await eventually(() => isSo().catch((error) => error.message), (is) => is === true, what, patience);
    this.#check.count += 1;
  }
}

function plain(text) {
  return text.replace(/\s+/g, " ").trim();
}
