// Where a hostile page meets the toolbar: the page, the toolbar's frame in it, and what reached the gateway.

import { readFileSync } from "node:fs";
import { eventually } from "../check.mjs";

const HAND = readFileSync(new URL("hand.js", import.meta.url), "utf8");

/** What asks nothing of any call: the toolbar's own questions. */
const READS = ["queryWaitCallInfoBySkillId", "skillwaitnum"];

/** A page of this body in which somebody can act. */
export const paper = (body = "") =>
  `<!doctype html><meta charset="utf-8"><title>Page</title><body>${body}<script>${HAND}</script>`;

/** The frame of the page whose address begins so. */
export function frameAt(page, address) {
  return eventually(
    () => page.frames().find((frame) => frame.url().startsWith(address)),
    Boolean,
    `a frame at ${address}`,
  );
}

/** Frames the toolbar in a page, waits until it can be used, and lets it answer who wants to know what it has taken in. */
export async function frameToolbar(embedded, page, check, within = page) {
  await within.evaluate((address) => hand.frame(address), embedded.address);
  const toolbar = embedded.toolbarIn(page, check, ...selectorsTo(page, within), `iframe[src="${embedded.address}"]`);
  await toolbar.hasSignInForm();
  const frame = await frameAt(page, embedded.address);
  await listens(frame);
  await answersEchoes(frame);
  return { toolbar, frame };
}

/** The toolbar in this frame has begun to listen to the page around it. */
export async function listens(frame) {
  await frame.waitForFunction(() => "framed" in document.documentElement.dataset);
}

/** Lets a window answer who wants to know what it has taken in. */
export async function answersEchoes(frame) {
  await frame.evaluate(() =>
    addEventListener("message", ({ data, source }) => data?.echo && source.postMessage({ echoed: data.echo }, "*")),
  );
}

function selectorsTo(page, frame) {
  return frame === page || frame === page.mainFrame() ? [] : [`iframe[name="${frame.name()}"]`];
}

/** Opens a page at this address. */
export async function visit(embedded, address) {
  const page = await embedded.newPage();
  await page.goto(address);
  return page;
}

/** Opens a page of a place that the toolbar knows, with the toolbar in it, signed in, and a line to it. */
export async function connected(embedded, check, name = "crm") {
  const page = await visit(embedded, embedded.places.serve(name, { "/": paper() }));
  const { toolbar, frame } = await frameToolbar(embedded, page, check);
  await toolbar.signsIn("101");
  const line = await page.evaluate((origin) => hand.greet("frames[0]", origin), new URL(embedded.address).origin);
  await isWelcomed(check, page, line);
  await page.evaluate((line) => hand.until(line, ({ type }) => type === "told"), line);
  return { page, toolbar, frame, line };
}

/** The line has begun. */
export async function isWelcomed(check, speaker, line) {
  const welcome = await speaker.evaluate((line) => hand.until(line, ({ type }) => type === "welcome"), line);
  check.equal(welcome && welcome.nonce, await speaker.evaluate((line) => hand.lines[line].nonce, line), "the welcome");
}

/** The line has not begun, nor has this window been told anything. */
export async function isIgnored(check, speaker, line, at = "frames[0]") {
  await speaker.evaluate((at) => hand.catchUp(at), at);
  check.equal(await speaker.evaluate((line) => hand.lines[line].texts, line), [], "what came on the port");
  const heard = await speaker.evaluate(() => hand.heard.filter(({ data }) => data?.echoed === undefined));
  check.equal(heard, [], "what came to the window");
}

/** What has reached the gateway that the toolbar does not ask by itself. */
export async function reached({ desk }) {
  const asked = await Promise.all(READS.map((name) => desk.requests(name)));
  return [...(await desk.commands()), ...asked.flat().map(({ name }) => name)];
}
