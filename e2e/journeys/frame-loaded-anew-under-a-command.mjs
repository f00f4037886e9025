// A CRM page asks for an answer, and the toolbar's frame is loaded anew before anything is heard of it: what becomes of
// it is told under the id that the page was given, and the numbers of events go on. The call rings on under another
// number, which is no news; one that is connected goes on, and is told as over once.

// A gateway may hold the poll of the page before to its end.
export const gateway = ["--hold", "2000"];
export const settings = { limits: { pollHoldMs: 2000 } };
export const frames = true;
export const granted = ["answer"];

const EVENTS = ["connection.changed", "call.ringing", "command.accepted", "command.confirmed", "command.unknown", "command.settled", "agent.stateChanged", "call.rejected", "call.missed", "call.ended", "session.lost"];

export default async function ({ toolbar, page, desk, check, state, crm }) {
  await page.goto(crm);
  toolbar.standsIn(page.frameLocator("iframe"));
  await page.evaluate("toolbar.ready");
  await toolbar.signsIn("101");
  const call = await desk.ring(101, { caller: "07551234567" });
  await toolbar.canPress("Answer");
  await page.evaluate(`window.told = [];
    for (const name of ${JSON.stringify(EVENTS)}) toolbar.on(name, (event) => event.present || told.push(event))`);
  const offer = () => page.evaluate("toolbar.getSnapshot().calls[0].offer");
  const first = await offer();
  await desk.arm("requestSwallowed", { on: "answer" });
  await page.evaluate(`window.asked = toolbar.answer(${JSON.stringify(call)});
    void (window.ended = asked.catch(({ kind, code, commandId }) => [kind, code, commandId]))`);
  await check.eventually(() => desk.commands(), (commands) => commands.length === 1, "the answer is under way");
  await page.frames().at(-1).evaluate("location.reload()");
  const id = await page.evaluate("asked.commandId");
  check.equal(await page.evaluate("ended"), ["unknown", "lost", id], "the promise");

  const told = () => page.evaluate("told");
  const events = await check.eventually(told, (told) => told.some(({ name }) => name === "command.settled"), "it is settled");
  const settled = events.find(({ name }) => name === "command.settled");
  check.equal([settled.commandId, settled.callId, settled.outcome], [id, call, "notDone"], "what is told");
  check.equal(events.filter(({ connection }) => connection?.state === "noToolbar").length, 1, "times that there was no toolbar");
  const ledger = await page.evaluate("toolbar.getLedger()");
  check.equal(ledger.map(({ commandId, outcome }) => [commandId, outcome]), [[id, "notDone"]], "the ledger");
  const numbers = events.map(({ seq }) => seq);
  check.equal(numbers, [...new Set(numbers)].sort((one, other) => one - other), "numbers rise");
  const ends = async () => (await told()).filter(({ name }) => /rejected|missed|ended|lost/.test(name)).map(({ name, offer }) => [name, offer]);
  const connection = () => page.evaluate("toolbar.getSnapshot().connection.state");
  await check.eventually(connection, (state) => state === "fresh", "all is known after the first time");
  await toolbar.canPress("Answer");
  check.equal(await ends(), [], "what is over, while it rings");
  check.equal((await told()).filter(({ name }) => name === "call.ringing"), [], "rings that are news");
  const second = await offer();
  check.that(second !== first, "another offer");
  await state("loaded anew");

  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  await page.evaluate("told.length = 0");
  await page.frames().at(-1).evaluate("location.reload()");
  await toolbar.shows("Talking");
  await check.eventually(connection, (state) => state === "fresh", "all is known again");
  check.equal(await ends(), [], "what is over, while it goes on");
  await toolbar.presses("Drop");
  await check.eventually(ends, (ends) => ends.length > 0, "it is over");
  check.equal(await ends(), [["call.ended", second]], "what is over at the end");
  check.equal(await desk.commands(), [`PUT answer ${call}`, `PUT answer ${call}`, "DELETE release"], "commands");
}
