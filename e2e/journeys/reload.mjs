// The page is loaded anew in each state: the same picture, no command, and the
// gateway is asked in the one order that loses nothing. After the sign-out nothing is kept.

/** A Guid, the event queue emptied, how the agent stands, the calls. */
const IDLE = ["updateGuid", "syncagentinfo", "getAgentStatus", "allcallinfoEx"];
const IN_CALL = [...IDLE, "callinfobeforeanswer", "holdlist", "callinfo"];

// A gateway may hold the poll of the page before to its end, and hand it an event that nobody hears.
export const gateway = ["--hold", "2000"];
export const settings = { limits: { pollHoldMs: 2000 } };

export default async function ({ toolbar, page, read, desk, check, state, figure }) {
  const kept = () => read(`Object.keys(sessionStorage).filter((entry) => entry.startsWith("agent-toolbar"))`);
  await toolbar.open();
  await toolbar.signsIn("101");
  check.equal((await kept()).length, 1, "what is kept");
  await reload("idle", IDLE);

  const call = await desk.ring(101, { caller: "07551234567" });
  await toolbar.canPress("Answer");
  await reload("ringing", IN_CALL);
  // A browser may want a press before a page that was loaded anew makes a sound.
  const isHeardOrSaid = `ears.isOn() || document.body.innerText.includes("Sound is off")`;
  await check.eventually(() => read(isHeardOrSaid), (is) => is, "the ring is heard, or it is said that it is not");
  check.equal(await desk.commands(), [], "commands while reloading");

  // The ring counts as a new offer since, and what has just changed takes no press.
  await page.waitForTimeout(500);
  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  await check.eventually(() => toolbar.seconds(), (seconds) => seconds >= 2, "the call has gone on for a while");
  await reload("talking", IN_CALL);
  check.that((await toolbar.seconds()) >= 2, "the call's time goes on");

  await desk.hold(call);
  await toolbar.shows("On hold");
  const second = await desk.ring(101, { caller: "02087654321" });
  await toolbar.shows("02087654321");
  await toolbar.canPress("Answer …4321");
  await reload("held and ringing", IN_CALL);

  await desk.hangUp(second);
  await desk.hangUp(call);
  await toolbar.shows("No call");
  await desk.invite(101);
  await toolbar.shows("Invited to a conference");
  await reload("invited", IDLE);
  check.equal(await desk.commands(), [`PUT answer ${call}`], "commands");

  await toolbar.presses("Conference");
  await toolbar.chooses("Decline");
  await toolbar.shows("No call");
  await toolbar.presses("Sign out");
  await toolbar.hasSignInForm();
  check.equal(await kept(), [], "what is kept after the sign-out");
  await page.reload();
  await toolbar.hasSignInForm();
  check.equal((await desk.requests("login")).length, 1, "sign-ins");

  async function reload(name, asked) {
    await page.mouse.move(450, 500);
    await desk.isQuiet(101);
    const picture = await toolbar.picture();
    const before = (await desk.requests()).length;
    const polls = (await desk.requests("getAgentEvent")).length;
    const began = performance.now();
    await page.reload({ waitUntil: "commit" });
    const isSame = (shown) => shown === picture;
    await check.eventually(() => toolbar.picture().catch(String), isSame, `the picture of before: ${picture}`);
    figure(`the same picture after a reload while ${name}`, `${Math.round(performance.now() - began)} ms`);
    await desk.hears("getAgentEvent", polls + 1);
    const names = (await desk.requests()).slice(before).map(({ name }) => name);
    // The page before may have begun to look again meanwhile.
    const first = names.indexOf(asked[0]);
    check.equal(names.slice(first, names.indexOf("getAgentEvent", first)), asked, `asked after a reload while ${name}`);
    await state(name);
    await toolbar.shows(/Connected/);
  }
}
