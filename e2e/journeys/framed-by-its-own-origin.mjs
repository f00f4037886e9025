// The toolbar in a frame of a page of its own origin, whose scripts can reach into it: nothing of the session is kept
// or passed on, and a reload means signing in again, which is said.

import { inEveryFrame } from "../worlds.mjs";

export const frames = true;

export default async function ({ toolbar, page, desk, check, state, session }) {
  // Any page of the origin will do; this one has no icon.
  await page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
  await page.goto(new URL("text/zh-CN.txt", toolbar.address).href);
  await page.evaluate((address) => {
    self.heard = [];
    new BroadcastChannel("agent-toolbar /agentgateway/resource").onmessage = ({ data }) => self.heard.push(String(data));
    document.documentElement.lang = "en";
    document.title = "CRM";
    document.body.innerHTML = `<main><iframe src="${address}" width="900" height="400" title="Agent toolbar"></iframe></main>`;
  }, toolbar.address);
  toolbar.standsIn(page.frameLocator("iframe"));
  await toolbar.signsIn("101");
  check.equal(await inEveryFrame(session, "location.origin"), Array(2).fill(new URL(toolbar.address).origin), "one origin");
  const call = await desk.ring(101, { caller: "07551234567" });
  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  check.equal(await page.evaluate(() => Object.values(sessionStorage)), [], "what the host's page can read");
  const heard = await page.evaluate(() => self.heard);
  check.that(heard.length > 0, "the host's page hears the channel");
  check.equal(heard.filter((text) => /AgentGateway/.test(text)), [], "Guids that it can hear");
  await page.frames().at(-1).evaluate("location.reload()");
  await toolbar.shows("This page does not keep your sign-in: sign in again after a reload.");
  await state("after a reload");
  check.equal(await desk.commands(), [`PUT answer ${call}`], "commands");
}
