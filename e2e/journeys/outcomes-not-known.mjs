// Every act whose answer is lost is shown as not known, with what is being done about it, and then how that
// was settled: by what the gateway shows, or as something it cannot tell. Nothing is sent again.

export const gateway = ["--hold", "2000", "--ring-time", "600000"];
export const settings = { limits: { confirmMs: 1000, confirmPickUpMs: 1000, requestMs: 1500 } };
export const noise = [/status of 502/];

export default async function ({ toolbar, page, read, desk, check, state }) {
  const acts = [];
  /** Loses the next request of this name, presses, and sees what is said, then how it ends. */
  const lost = async ({ act, said, name, press, ends }) => {
    await desk.arm("requestSwallowed", { on: name });
    await press();
    const [step, sentence] = ends(said);
    await toolbar.shows(sentence, 40_000);
    const first = `It is not known yet whether ${said} took effect. It is being looked up.`;
    check.that((await read("window.noticed")).includes(first), `“${first}” has been shown`);
    acts.push([act, step, sentence]);
  };
  const NOT_KNOWN = "outcome not known yet";
  const notDone = (said) => [NOT_KNOWN, `Checked: ${said} did not take effect. It may be pressed again.`];
  const cannotTell = (said) => [NOT_KNOWN, `What became of ${said} cannot be found out.`];
  const chooses = (control, item) => async () => {
    await toolbar.presses(control);
    await toolbar.chooses(item);
  };
  const presses = (control) => () => toolbar.presses(control);

  await page.addInitScript(listen);
  await toolbar.open();
  await toolbar.signsIn("101");
  await lost({ act: "Sign out", said: "signing out", name: "logout", press: presses("Sign out"), ends: notDone });
  await lost({ act: "Busy", said: "becoming busy", name: "saybusy", press: presses("Busy"), ends: notDone });
  await state("not done");
  await toolbar.presses("Busy");
  await toolbar.is("Busy");
  acts.push(["Busy", "confirmed by"]);
  await lost({ act: "Ready", said: "becoming ready", name: "sayFree", press: presses("Ready"), ends: notDone });
  await desk.queue(2, { caller: "07550000001" });
  await toolbar.presses("Queue");
  await toolbar.looksAtSkill("billing");
  const takes = () => toolbar.takes("07550000001");
  await lost({ act: "Take", said: "taking the queued call", name: "requestAppointedCall", press: takes, ends: notDone });
  await toolbar.presses("Queue");
  await toolbar.presses("Ready");
  await toolbar.is("Ready");
  acts.push(["Ready", "confirmed by"]);

  await desk.ring(101, { caller: "07550000002" });
  await toolbar.shows("Ringing");
  const toQueue = chooses("Reject", /^Back to the queue/);
  await lost({ act: "Reject", said: "this rejection", name: "reject", press: toQueue, ends: notDone });
  await lost({ act: "Answer", said: "this answer", name: "answer", press: presses("Answer"), ends: notDone });
  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  acts.push(["Answer", "confirmed by"]);
  await lost({ act: "Drop", said: "this drop", name: "release", press: presses("Drop"), ends: notDone });
  await toolbar.shows("Talking");
  // A broken server says nothing, and what the gateway did all the same settles it.
  await desk.arm("httpError", { on: "release", status: 502, acts: true });
  await toolbar.presses("Drop");
  await toolbar.shows("No call");
  await toolbar.is("Ready");
  acts.push(["Drop", /not known.*(Checked: this drop took effect\.|confirmed by AgentEvent_Call_Release)/]);

  await desk.invite(101);
  await toolbar.shows("Invited to a conference");
  const declines = chooses("Conference", "Decline");
  await lost({ act: "Decline", said: "declining the conference", name: "rejectAgentConf", press: declines, ends: cannotTell });
  const joins = chooses("Conference", "Join");
  await lost({ act: "Join", said: "joining the conference", name: "answeragentconf", press: joins, ends: cannotTell });
  await state("cannot tell");
  await joins();
  await toolbar.shows("In a conference");
  acts.push(["Join", "confirmed by"]);
  const leaves = chooses("Conference", "Leave");
  await lost({ act: "Leave", said: "leaving the conference", name: "requestleaveagentconf", press: leaves, ends: cannotTell });

  await toolbar.opens("Commands sent");
  const isAll = (rows) => rows.length === acts.length;
  const rows = await check.eventually(() => toolbar.sent(), isAll, "every command in the list");
  rows.reverse();
  acts.forEach(([act, ...said], place) => {
    check.that(rows[place].startsWith(`${act} `), `${act}: ${rows[place]}`);
    for (const words of said) {
      const isThere = words.exec ? words.test(rows[place]) : rows[place].includes(words);
      check.that(isThere, `${words} in “${rows[place]}”`);
    }
  });
  await state("what became of them");
}

/** In the page: keeps what notices say, because the gateway's answer may follow in a moment. */
function listen() {
  window.noticed = [];
  const look = () => window.noticed.push(...Array.from(document.querySelectorAll(".notice .sentence"), ({ textContent }) => textContent));
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}
