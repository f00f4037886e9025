// The toolbar in a frame of a page of its own origin, whose scripts can reach into it: nothing of the session is kept
// or passed on, and a reload means signing in again, which is said.

import { inEveryFrame } from "../worlds.mjs";

export const frames = true;

export default async function ({ toolbar, page, desk, check, state, session }) {
  await page.goto(new URL("toolbar.json", toolbar.address).href);
  await page.evaluate((address) => {
    self.heard = [];
    for (const name of ["agent-toolbar /agentgateway/resource"]) {
      new BroadcastChannel(name).onmessage = ({ data }) => self.heard.push(String(data));
    }
    document.body.innerHTML = `<iframe src="${address}" width="900" height="400" title="Agent toolbar"></iframe>`;
  }, toolbar.address);
  toolbar.standsIn(page.frameLocator("iframe"));
  await toolbar.signsIn("101");
  check.equal(await inEveryFrame(session, "location.origin"), Array(2).fill(new URL(toolbar.address).origin), "one origin");
  const call = await desk.ring(101, { caller: "07551234567" });
  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  check.equal(await page.evaluate(() => Object.values(sessionStorage)), [], "what the host's page can read");
  const guids = (await page.evaluate(() => self.heard)).filter((text) => /AgentGateway/.test(text));
  check.equal(guids, [], "what the host's page can hear");
  await page.frames().at(-1).evaluate("location.reload()");
  await toolbar.shows("This page does not keep your sign-in: sign in again after a reload.");
  await state("after a reload");
  check.equal(await desk.commands(), [`PUT answer ${call}`], "commands");
}
