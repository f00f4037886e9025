// What a sign-in on the page shows: the Guid, the held poll, and that nothing of it stays.

import { Elsewhere } from "../../elsewhere.mjs";
import { inEveryFrame } from "../../worlds.mjs";
import { passOn, policy } from "../site.mjs";

const PASSWORD = "horse-battery-staple";
const PHONE = "40077";

/** Signs in on the page and waits for the rows. */
async function signIn({ page, preflight }, agent, password = PASSWORD) {
  await page.getByLabel("Agent id").fill(String(agent));
  await page.getByLabel("Password").fill(password);
  await page.getByLabel("Softphone number").fill(PHONE);
  await page.getByRole("button", { name: "Sign in, measure, sign out" }).click();
  await preflight.read("new Promise((resolve) => setTimeout(resolve))");
  return preflight.rows();
}

/** A case whose agent signs in on the page: what the rows of the session say then. */
const session = (name, agent, given, rows, act) => ({
  name,
  ...given,
  async act(scene) {
    const guids = watchGuids(scene);
    await given.before?.(scene);
    const { "set-guid": guid, hold } = await signIn(scene, agent);
    scene.hasRows({ "set-guid": guid, hold }, { "set-guid": rows.guid, hold: rows.hold });
    const log = (await scene.desk.log()).filter((row) => row.agent === String(agent));
    scene.check.equal(log.filter(({ name }) => name === "forceLogin"), [], "forced sign-ins");
    await act?.(scene, log);
    await keepsNothing(scene, agent, guids);
  },
});

/** Every Guid that the gateway has set, as seen from outside the page. */
function watchGuids({ page }) {
  const guids = [];
  page.on("response", async (response) => {
    const value = (await response.allHeaders().catch(() => ({})))["set-guid"];
    if (value) {
      guids.push(value.replace(/^JSESSIONID=/, ""));
    }
  });
  return guids;
}

const READABLE = `[
  document.documentElement.outerHTML,
  ...[...document.querySelectorAll("[type=password]")].map(({ value }) => value),
  JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie, location.href,
].join("\\n")`;

/** Neither page, storage, address nor the copied text holds a Guid or the password; the text holds nobody's number. */
async function keepsNothing({ session, page, preflight, check }, agent, guids) {
  await page.getByRole("button", { name: "Copy for support" }).click();
  await check.eventually(() => preflight.read("document.getElementById('told').textContent"), (text) => text === "Copied.", "it is copied");
  const shown = (await inEveryFrame(session, READABLE)).join("\n");
  const copied = await pasted(page);
  for (const secret of [PASSWORD, ...guids]) {
    check.that(!shown.includes(secret) && !copied.includes(secret), "a secret is shown or copied");
  }
  for (const personal of [PHONE, new RegExp(`\\b${agent}\\b`)]) {
    check.equal(copied.match(personal), null, "a person's number is copied");
  }
  check.matches(copied, /Poll held/, "the copied text");
}

/** What is pasted into a field. */
async function pasted(page) {
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("textarea"), { id: "paste", ariaLabel: "Paste" })));
  await page.locator("#paste").focus();
  await page.keyboard.press("Control+V");
  const text = await page.locator("#paste").inputValue();
  await page.evaluate(() => document.getElementById("paste").remove());
  return text;
}

const effects = (log) => log.map(({ effect }) => effect).filter((effect) => /^signed/.test(effect));

/** The toolbar is open in another tab of the same browser. */
async function opensToolbar(scene) {
  const toolbar = await scene.another(`${scene.origin}/`);
  await toolbar.getByRole("button", { name: "Sign in" }).waitFor();
  await scene.page.bringToFront();
}

/** The gateway is left as it was: signed in once, signed out once. */
function isOut({ check }, log) {
  check.equal(effects(log), ["signedIn", "signedOut"], "sign-in and sign-out");
}

/** Ends each poll that still waits after so long, with a status or without a word. */
const cutting = (after, status) => (simulator) => {
  const pass = passOn(simulator);
  return (question, answer) => {
    if (question.url.includes("/agentevent/")) {
      const end = () => (status ? answer.writeHead(status).end() : question.socket.destroy());
      setTimeout(() => answer.headersSent || end(), after);
    }
    pass(question, answer);
  };
};

/** A web server that holds the Guid in a cookie; `keeps` false: it forgets it; `hides` false: scripts hear of it. */
const cookieSession = ({ keeps = true, hides = true } = {}) => (simulator) =>
  passOn(simulator, {
    before({ cookie = "", ...headers }) {
      const guid = /(?:^|;\s*)guid=([^;]+)/.exec(cookie)?.[1];
      return guid ? { ...headers, guid } : headers;
    },
    after({ "set-guid": set, ...headers }) {
      const guid = set?.replace(/^JSESSIONID=/, "");
      return { ...headers, ...(guid && keeps ? { "set-cookie": `guid=${guid}; Path=/agentgateway/; HttpOnly` } : {}), ...(set && !hides ? { "set-guid": set } : {}) };
    },
  });

const elsewhereInPolicy = (_, { elsewhere }) => ({ "Content-Security-Policy": policy({ "connect-src": `'self' ${elsewhere}` }) });

export default [
  session(
    "a session shows the Guid and how long a poll is held, and is ended",
    111,
    { looks: true },
    { guid: ["works", /Set-GUID can be read/, []], hold: ["works", /^A poll was held for \d+\.\d s; 10 s are set\.$/, []] },
    isOut,
  ),
  session(
    "a session at another address shows the Guid where it is exposed",
    112,
    { elsewhere: {}, site: { headers: elsewhereInPolicy } },
    { guid: ["works", /Set-GUID can be read/, []], hold: "works" },
    isOut,
  ),
  session(
    "a Guid that is not exposed to the page is told at once",
    113,
    { elsewhere: { cors: { expose: "" } }, site: { headers: elsewhereInPolicy } },
    {
      guid: ["fails", /let the agent in, but its Set-GUID cannot be read/, [/Access-Control-Expose-Headers: Set-GUID/, /takes the header Set-GUID away/]],
      hold: ["unchecked", /No poll can be sent without the Guid/, []],
    },
    async ({ page, check }) => check.matches(await page.locator("#session-told").innerText(), /sign-out was not confirmed.*after two minutes/),
  ),
  session(
    "a Guid that is taken away on the way is told at once",
    114,
    { gateway: (simulator) => passOn(simulator, { after: ({ "set-guid": _, ...headers }) => headers }) },
    { guid: ["fails", /let the agent in, but its Set-GUID cannot be read/, [/takes the header Set-GUID away/]], hold: "unchecked" },
  ),
  session(
    "a poll that is cut off on the way is told with the time it may need",
    115,
    { gateway: cutting(2_000) },
    { guid: "works", hold: ["fails", /^A poll was cut off after \d+\.\d s without an answer/, [/wait for more than 15 s; with nginx: proxy_read_timeout/, /restarted in this moment/]] },
    isOut,
  ),
  session(
    "a poll that is cut off and that the browser sends again by itself is told as cut off",
    125,
    { gateway: cutting(2_000), site: { keepsConnections: true }, rows: { "sent-once": "limited" } },
    { guid: "works", hold: ["fails", /cut off and sent again on the way, \d+\.\d s after it began.*\(000-007\)/, [/wait for more than 15 s/, /restarted in this moment/]] },
    isOut,
  ),
  session(
    "a poll that a web server gives up is told with its status",
    116,
    { gateway: cutting(2_000, 504) },
    { guid: "works", hold: ["fails", /^A poll was ended after \d+\.\d s with HTTP 504/, [/wait for more than 15 s/, /restarted in this moment/]] },
    isOut,
  ),
  session(
    "a gateway that holds polls longer than set is told",
    117,
    { settings: { limits: { pollHoldMs: 2_000, pollMarginMs: 1_000 } } },
    { guid: "works", hold: ["fails", /^A poll was not answered within 3 s/, [/limits\.pollHoldMs/, /swallows the answer/]] },
    isOut,
  ),
  session(
    "a gateway that holds polls shorter than set is told",
    118,
    { settings: { limits: { pollHoldMs: 20_000 } } },
    { guid: "works", hold: ["limited", /^The gateway holds a poll for \d+\.\d s, and 20 s are set/, [/limits\.pollHoldMs/]] },
    isOut,
  ),
  session(
    "an agent who is signed in elsewhere is left there",
    119,
    { before: ({ simulator }) => new Elsewhere(simulator.addresses.gateway).signsIn(119) },
    { guid: ["unchecked", /signed in elsewhere, and nothing was forced/, []], hold: ["unchecked", /signed in elsewhere/, []] },
    ({ check }, log) => check.equal(effects(log), ["signedIn"], "the session elsewhere goes on"),
  ),
  session(
    "a sign-in that the gateway refuses is told with its code",
    104,
    {},
    { guid: ["unchecked", /refused the sign-in \(100-\d+\)/, []], hold: ["unchecked", /refused the sign-in/, []] },
    ({ check }, log) => check.equal(effects(log), [], "nobody was signed in"),
  ),
  session(
    "a session in a cookie is shown to work",
    121,
    { settings: { session: "cookie" }, gateway: cookieSession() },
    { guid: ["works", /in a cookie, and its Guid is told to no script/, []], hold: "works" },
    isOut,
  ),
  session(
    "a session in a cookie whose Guid is told all the same is told",
    122,
    { settings: { session: "cookie" }, gateway: cookieSession({ hides: false }) },
    { guid: ["limited", /told to scripts all the same/, [/hide the header Set-GUID/]], hold: "works" },
    isOut,
  ),
  session(
    "a cookie that is not kept is told",
    123,
    { settings: { session: "cookie" }, gateway: cookieSession({ keeps: false }) },
    { guid: ["fails", /the cookie is not kept or not passed on/, [/Secure, SameSite=None and Partitioned/]], hold: ["unchecked", /refused the poll/, []] },
  ),
  session(
    "a session in a cookie is not tried while a toolbar is open, which would lose its own",
    124,
    { settings: { session: "cookie" }, gateway: cookieSession(), before: opensToolbar },
    { guid: ["unchecked", /A toolbar is open in this browser/, []], hold: ["unchecked", /Sign out there and close it first/, []] },
    async ({ check, desk }) => check.equal((await desk.requests("login")).filter(({ agent }) => agent === "124"), [], "sign-ins"),
  ),
  {
    name: "an agent's number that is none is refused before anything is sent",
    async act({ page, requests, check }) {
      const before = requests.length;
      await page.getByLabel("Agent id").fill("7");
      await page.getByRole("button", { name: "Sign in, measure, sign out" }).press("Enter");
      await check.eventually(() => page.locator("#session-told").innerText(), (text) => text === "An agent id is a whole number from 101 to 999999.", "it is told");
      check.equal(requests.length, before, "requests");
    },
  },
];
