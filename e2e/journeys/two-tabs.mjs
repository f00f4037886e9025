// Two tabs: one of them polls, rings and sends, the other shows the same and passes presses to it. When
// the leading one is closed, the other takes over with the same call.

export default async function ({ toolbar, page, newTab, read, desk, check, state, figure }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  const other = await newTab();
  const sentByOther = [];
  other.page.on("request", (request) => request.url().includes("/agentgateway/") && sentByOther.push(request.url()));
  await other.toolbar.open();
  await other.toolbar.is("Ready");
  await toolbar.shows("Calls ring in this tab");
  await other.toolbar.shows("Calls ring in another tab");
  await other.toolbar.opens("Sound");
  await other.toolbar.shows("Set the sound where calls ring.");
  await other.toolbar.opens("Sound");
  await desk.isQuiet(101);
  check.equal(await other.read("Object.keys(sessionStorage)"), [], "what the other tab keeps");

  const call = await desk.ring(101, { caller: "07551234567" });
  await other.toolbar.canPress("Answer");
  await check.eventually(() => read("ears.isOn()"), (isOn) => isOn, "the leading tab rings");
  check.equal(await other.read("ears.isOn()"), false, "the other tab rings");
  await other.read(`addEventListener("click", () => (window.pressed = Date.now()), true); undefined`);
  await other.toolbar.presses("Answer");
  await other.toolbar.shows("Talking");
  await toolbar.shows("Talking");
  const [answer] = await desk.requests("answer");
  figure("from a press at the other tab to the gateway", `${answer.time - (await other.read("window.pressed"))} ms`);
  check.equal(sentByOther, [], "what the other tab has asked the gateway itself");
  check.equal((await desk.requests("answer")).length, 1, "answers at the gateway");
  await state("talking");

  await desk.isQuiet(101);
  const before = (await desk.requests()).length;
  const closed = Date.now();
  await page.close();
  const [guid] = (await desk.hears("updateGuid")).slice(-1);
  figure("from closing the leading tab to the take-over", `${guid.time - closed} ms`);
  await other.toolbar.canPress("Drop");
  await other.toolbar.shows("Talking", 0);
  const since = (await desk.requests()).slice(before).map(({ name }) => name);
  check.equal(since.slice(0, 2), ["updateGuid", "syncagentinfo"], "asked first");
  check.equal(await desk.commands(), [`PUT answer ${call}`], "commands");
  check.equal((await desk.requests("login")).length, 1, "sign-ins");
}
