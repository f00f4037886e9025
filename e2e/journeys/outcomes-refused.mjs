// Every act that the gateway refuses is shown with the code, what it means and what to do next, and may be
// pressed again.

const MEANINGS = {
  "000-006": "A parameter in the message is wrong. Tell your administrator, with the code.",
  "100-009": "The state cannot be set now, or there is no right to. Try again in a moment.",
  "100-010": "The agent's state does not allow signing out. Try again in a moment.",
  "200-037": "What this code means is not public. See whether it still rings, and try again or use your phone.",
};

export default async function ({ toolbar, desk, check, state }) {
  const acts = [];
  /** Refuses the next request of this name, presses, and sees what is said; then the same may be pressed. */
  const refused = async ({ act, said, name, code, press }) => {
    await desk.arm("refused", { on: name, retcode: code, message: `no ${act}` });
    await press();
    await toolbar.shows(`The gateway refused ${said} (${code}).`);
    const [meaning, next] = MEANINGS[code].split(/(?<=\.) (?=[A-Z])/);
    await toolbar.shows(new RegExp(`${meaning.slice(0, -1)}.*`));
    await toolbar.shows(next);
    await toolbar.shows(`The gateway says: “no ${act}”`);
    acts.push([act, code, meaning]);
  };
  const chooses = (control, item) => async () => {
    await toolbar.presses(control);
    await toolbar.chooses(item);
  };
  const presses = (control) => () => toolbar.presses(control);

  await toolbar.open();
  await toolbar.signsIn("101");
  await refused({ act: "Sign out", said: "signing out", name: "logout", code: "100-010", press: presses("Sign out") });
  await refused({ act: "Busy", said: "becoming busy", name: "saybusy", code: "100-009", press: presses("Busy") });
  await state("an act of the agent");
  await toolbar.presses("Busy");
  await toolbar.is("Busy");
  acts.push(["Busy"]);
  await refused({ act: "Ready", said: "becoming ready", name: "sayFree", code: "100-009", press: presses("Ready") });
  await desk.queue(2, { caller: "07550000001" });
  await toolbar.presses("Queue");
  await toolbar.looksAtSkill("billing");
  await refused({
    act: "Take",
    said: "taking the queued call",
    name: "requestAppointedCall",
    code: "000-006",
    press: () => toolbar.takes("07550000001"),
  });
  await toolbar.presses("Queue");
  await toolbar.presses("Ready");
  await toolbar.is("Ready");
  acts.push(["Ready"]);

  await desk.ring(101, { caller: "07550000002" });
  await toolbar.shows("Ringing");
  const toQueue = chooses("Reject", /^Back to the queue/);
  await refused({ act: "Reject", said: "this rejection", name: "reject", code: "200-037", press: toQueue });
  await refused({ act: "Answer", said: "this answer", name: "answer", code: "200-037", press: presses("Answer") });
  await state("an act on a call");
  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  acts.push(["Answer"]);
  await refused({ act: "Drop", said: "this drop", name: "release", code: "000-006", press: presses("Drop") });
  await toolbar.shows("Talking");
  await toolbar.presses("Drop");
  await toolbar.shows("No call");
  await toolbar.is("Ready");
  acts.push(["Drop"]);

  await desk.invite(101);
  await toolbar.shows("Invited to a conference");
  const declines = chooses("Conference", "Decline");
  await refused({ act: "Decline", said: "declining the conference", name: "rejectAgentConf", code: "000-006", press: declines });
  const joins = chooses("Conference", "Join");
  await refused({ act: "Join", said: "joining the conference", name: "answeragentconf", code: "000-006", press: joins });
  await joins();
  await toolbar.shows("In a conference");
  acts.push(["Join"]);
  const leaves = chooses("Conference", "Leave");
  await refused({ act: "Leave", said: "leaving the conference", name: "requestleaveagentconf", code: "000-006", press: leaves });

  await toolbar.opens("Commands sent");
  const isAll = (rows) => rows.length === acts.length;
  const rows = await check.eventually(() => toolbar.sent(), isAll, "every command in the list");
  rows.reverse();
  acts.forEach(([act, code, meaning], place) => {
    check.that(rows[place].startsWith(`${act} `), `${act}: ${rows[place]}`);
    const end = code ? `refused (${code}): ${meaning}` : "confirmed by";
    check.that(rows[place].includes(end), `“${end}” in “${rows[place]}”`);
  });
  await state("refused");
}
