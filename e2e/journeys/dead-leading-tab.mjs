// The core of the leading tab of two dies: the other one takes over with the same call, and the first comes
// back by itself and follows. No command is sent, and a press in either tab reaches the gateway once.

import { death, MODULE } from "../deaths.mjs";

// A gateway may hold the poll of the tab before to its end, and hand it an event that nobody hears.
export const gateway = ["--hold", "2000"];
export const settings = { limits: { pollHoldMs: 2000 } };
export const noise = [/page error/];

export default async function ({ toolbar, newTab, read, desk, check, state, figure }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  const other = await newTab();
  await other.toolbar.open();
  await other.toolbar.shows("Calls ring in another tab");
  const call = await desk.ring(101, { caller: "07551234567" });
  await toolbar.presses("Answer");
  await other.toolbar.shows("Talking");
  await desk.isQuiet(101);
  const tabs = [{ toolbar, read }, other];
  for (const way of ["trapped", "thrown"]) {
    const [leading, following] = tabs;
    const asked = (await desk.requests("syncagentinfo")).length;
    const died = performance.now();
    // The page may be gone before it answers.
    await leading.read(death(way, await leading.read(MODULE))).catch(() => {});
    await desk.hears("syncagentinfo", asked + 1);
    figure(`${way}, taken over after`, `${Math.round(performance.now() - died)} ms`);
    await following.toolbar.shows("Calls ring in this tab");
    await following.toolbar.shows("Talking");
    await leading.toolbar.shows("Calls ring in another tab");
    await leading.toolbar.shows("Talking");
    check.equal((await desk.requests("syncagentinfo")).length, asked + 1, "take-overs");
    await desk.isQuiet(101);
    tabs.reverse();
  }
  await state("twice taken over");
  await tabs[1].toolbar.presses("Drop");
  for (const { toolbar } of tabs) {
    await toolbar.shows("No call");
  }
  check.equal((await desk.commands()).length, 2, "commands");
  check.equal((await desk.requests("login")).length, 1, "sign-ins");
  check.equal((await desk.commands())[0], `PUT answer ${call}`, "the first command");
}
