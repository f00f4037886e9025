// Two pages of a host with the toolbar in the same page: one leads and one follows, but the Guid stays in the
// page it came to, because the channel is the host's. When that page is closed, the other asks to sign in.

import { openHostPage } from "../host-page.mjs";

export const noise = [/favicon/];

export default async function ({ newTab, desk, check, state, ...first }) {
  const guids = [];
  first.page.on("response", (response) => guids.push(response.headers()["set-guid"]?.replace("JSESSIONID=", "")));
  await openHostPage(first);
  const other = await newTab();
  await openHostPage(other);
  await other.read(`window.heard = [];
    new BroadcastChannel("agent-toolbar /agentgateway/resource").onmessage = ({ data }) => window.heard.push(data)`);
  await first.toolbar.signsIn("101");
  await other.toolbar.is("Ready");
  await other.toolbar.shows("Calls ring in another tab");
  const call = await desk.ring(101, { caller: "07551234567" });
  await other.toolbar.presses("Answer");
  await first.toolbar.shows("Talking");
  await other.toolbar.shows("Talking");
  await state("talking");

  const heard = await other.read("window.heard");
  check.that(heard.some((text) => text.includes("07551234567")), "the channel is heard");
  const known = guids.filter(Boolean);
  check.equal(known.length, 1, "Guids");
  check.that(!heard.some((text) => text.includes(known[0])), "the Guid on the channel");
  check.equal(await other.read("Object.keys(sessionStorage)"), [], "what is kept");

  await first.page.close();
  await other.toolbar.hasSignInForm();
  await other.toolbar.shows("This page does not keep your sign-in: sign in again after a reload.");
  await other.toolbar.shows(/Last known call: 07551234567/);
  check.equal((await desk.requests("updateGuid")).length, 0, "Guids asked for");
  check.equal(await desk.commands(), [`PUT answer ${call}`], "commands");
}
