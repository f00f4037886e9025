// The toolbar in a frame of a page of another origin: a whole call, heard inside the frame.

import { inEveryFrame } from "../worlds.mjs";

export const frames = true;

export default async function ({ toolbar, page, desk, check, state, crm, session }) {
  await page.goto(crm);
  toolbar.standsIn(page.frameLocator("iframe"));
  await toolbar.signsIn("101");
  const titles = await page.evaluate(`import("./agent-toolbar.js").then(({ init }) => ["en", "zh-CN", undefined].map((language) => {
    const place = document.createElement("div");
    const toolbar = init(place, { src: ${JSON.stringify(toolbar.address)}, language });
    const { title } = place.querySelector("iframe");
    toolbar.dispose();
    return title;
  }))`);
  check.equal(titles, ["Agent toolbar", "座席工具条", "Agent toolbar"], "the frame's title by language");
  check.that(new URL(page.url()).origin !== new URL(toolbar.address).origin, "two origins");
  const call = await desk.ring(101, { caller: "07551234567" });
  await toolbar.shows("07551234567");
  check.equal((await inEveryFrame(session, "location.origin")).length, 2, "frames watched");
  const level = () => page.frames().at(-1).evaluate("ears.level()");
  await check.eventually(level, (level) => level > 0.01, "the ring is heard in the frame");
  await state("ringing");
  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  await toolbar.presses("Drop");
  await toolbar.shows("No call");
  check.equal(await page.title(), "Amara Lindqvist · Harbour CRM", "the title is the host's");
  check.equal(await desk.commands(), [`PUT answer ${call}`, "DELETE release"], "commands");
}
