// A CRM page that may answer, and nothing else: it is told of a call, shows who rings, answers by its own button, and
// what it may not ask for reaches no gateway. Whatever it can see or hear, the Guid is not in it.

import { inEveryFrame } from "../worlds.mjs";

export const frames = true;
export const granted = ["answer"];

const WATCH = `(() => {
  window.seen = [];
  window.told = [];
  const real = window.fetch;
  window.fetch = (...words) => (seen.push(JSON.stringify(words)), real(...words));
  addEventListener("message", ({ data }) => seen.push(JSON.stringify(data)));
  const proto = MessagePort.prototype;
  const set = Object.getOwnPropertyDescriptor(proto, "onmessage").set;
  Object.defineProperty(proto, "onmessage", { set(listener) {
    set.call(this, (event) => (seen.push(event.data), listener(event)));
  } });
})()`;

const EVENTS = ["call.ringing", "call.answered", "call.ended", "agent.stateChanged", "session.started", "connection.changed", "command.confirmed", "session.ended"];

export default async function ({ toolbar, page, desk, check, state, crm, session }) {
  const guids = [];
  page.on("response", (response) => guids.push(response.headers()["set-guid"]?.replace("JSESSIONID=", "")));
  await page.addInitScript(WATCH);
  await page.goto(crm);
  toolbar.standsIn(page.frameLocator("iframe"));
  const frame = page.locator("iframe");
  const ask = (words) => page.evaluate(`(${words}).then((done) => done, (error) => ({ ...error, message: error.message }))`);

  const first = await page.evaluate("toolbar.ready");
  check.equal(first.session.state, "signedOut", "session");
  check.equal(first.granted, ["answer"], "granted");
  await page.evaluate(`for (const name of ${JSON.stringify(EVENTS)}) toolbar.on(name, (event) => told.push(event))`);
  check.equal(await toolbar.field(toolbar.words.agentId).inputValue(), "101", "the agent id is there already");
  await toolbar.signsIn("101");
  await check.eventually(() => page.evaluate("told.map(({ name }) => name)"), (names) => names.includes("session.started"), "session.started");

  const call = await desk.ring(101, { caller: "07551234567", skill: 1 });
  await page.getByText("Li Wei · 07551234567").waitFor();
  await state("popped");
  for (const words of ["toolbar.reject(ID, { mode: 'hangUp' })", "toolbar.drop(ID)", "toolbar.setBusy()", "toolbar.listQueued(1)", "toolbar.requestCall(ID, { skillId: 1 })"]) {
    const error = await ask(words.replace("ID", JSON.stringify(call)));
    check.equal([error.kind, error.code, error.retryable], ["forbidden", "notGranted", false], words);
    check.that(typeof error.commandId === "string", "the id of the command");
  }
  check.equal(await desk.commands(), [], "commands before the press");
  const queueRead = (await desk.requests()).filter(({ name }) => ["agentskills", "skillwaitnum", "queryWaitCallInfoBySkillId"].includes(name));
  check.equal(queueRead, [], "questions about the queue");
  check.equal((await ask("toolbar.answer('1-0')")).kind, "usage", "a call that was never told");

  await page.getByRole("button", { name: "Answer", exact: true }).and(page.locator(".pop button")).click();
  await toolbar.shows("Talking");
  await page.evaluate("toolbar.setDisplay('minimized')");
  await check.eventually(async () => (await frame.boundingBox()).height, (height) => height > 20 && height < 80, "one line with a call");
  await state("minimized with a call");
  await page.evaluate("toolbar.setDisplay('docked')");
  await check.eventually(() => page.evaluate("told.map(({ name }) => name)"), (names) => names.includes("command.confirmed"), "command.confirmed");
  check.equal((await ask(`toolbar.answer(${JSON.stringify(call)})`)).code, "alreadyAnswered", "answered twice");
  await toolbar.presses("Drop");
  await toolbar.shows("No call");
  await check.eventually(() => page.evaluate("told.map(({ name }) => name)"), (names) => names.includes("call.ended"), "call.ended");
  check.equal(await desk.commands(), [`PUT answer ${call}`, "DELETE release"], "commands");
  const ledger = await page.evaluate("toolbar.getLedger()");
  check.equal(ledger.map(({ act, outcome }) => [act, outcome]), [["answer", "confirmed"], ["drop", "confirmed"]], "ledger");

  const told = await page.evaluate("told");
  const seqs = told.filter(({ present }) => !present).map(({ seq }) => seq);
  check.equal(seqs, [...new Set(seqs)].sort((one, other) => one - other), "numbers of events rise");
  check.equal(told.filter(({ name, present }) => name === "call.ringing" && !present).length, 1, "rings told");

  await page.evaluate("toolbar.setDisplay('minimized')");
  await check.eventually(async () => (await frame.boundingBox()).height, (height) => height > 20 && height < 80, "one line");
  await state("minimized");
  await page.evaluate("toolbar.setDisplay('hidden')");
  await check.eventually(() => frame.isVisible(), (isVisible) => !isVisible, "hidden");
  await page.evaluate("toolbar.setDisplay('docked')");
  await check.eventually(() => frame.isVisible(), (isVisible) => isVisible, "docked");

  const known = guids.filter(Boolean);
  check.that(known.length > 0, "a Guid was seen");
  const visible = await page.evaluate(`JSON.stringify([seen, told, toolbar.getSnapshot(), { ...sessionStorage }, { ...localStorage }, document.documentElement.outerHTML, location.href, performance.getEntries().map(({ name }) => name)])`);
  check.that(visible.includes("07551234567"), "what the page sees is looked through");
  check.that(!known.some((guid) => visible.includes(guid)), "the Guid in what the page sees");
  check.equal((await inEveryFrame(session, "location.origin")).length, 2, "frames watched");
}
