// Every act that the gateway carries out is shown as confirmed, by which of its events and when.

export default async function ({ toolbar, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  const acts = [];
  const confirmed = (act, event) => acts.push([act, event]);

  await toolbar.presses("Busy");
  await toolbar.is("Busy");
  confirmed("Busy", "SetNotReady_Success");
  await toolbar.presses("Ready");
  await toolbar.is("Ready");
  confirmed("Ready", "(CancelNotReady_Success|Ready)");
  await toolbar.presses("Busy");
  await toolbar.is("Busy");
  confirmed("Busy", "SetNotReady_Success");
  await desk.queue(2, { caller: "07550000001" });
  await toolbar.presses("Queue");
  await toolbar.looksAtSkill("billing");
  await toolbar.takes("07550000001");
  await toolbar.shows("Talking");
  confirmed("Take", "AgentEvent_Talking");
  await toolbar.presses("Drop");
  await toolbar.shows("No call");
  confirmed("Drop", "AgentEvent_Call_Release");
  await toolbar.is("Ready");

  await desk.ring(101);
  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  confirmed("Answer", "AgentEvent_Talking");
  await toolbar.presses("Drop");
  await toolbar.shows("No call");
  confirmed("Drop", "AgentEvent_Call_Release");
  await toolbar.is("Ready");

  await desk.ring(101);
  await toolbar.presses("Reject");
  await toolbar.chooses(/^Hang up/);
  await toolbar.shows("No call");
  await toolbar.is("Ready");
  confirmed("Reject", "AgentEvent_No_Answer");

  await desk.invite(101);
  await toolbar.presses("Conference");
  await toolbar.chooses("Decline");
  await toolbar.shows("No call");
  await toolbar.is("Ready");
  confirmed("Decline", "(PhoneRelease|Ready)");
  await desk.invite(101);
  await toolbar.presses("Conference");
  await toolbar.chooses("Join");
  await toolbar.shows("In a conference");
  confirmed("Join", "AgentConf_SelfJoinResult");
  await toolbar.presses("Conference");
  await toolbar.chooses("Leave");
  await toolbar.shows("No call");
  await toolbar.is("Ready");
  confirmed("Leave", "AgentConf_SelfLeaveResult");

  await toolbar.opens("Commands sent");
  const rows = await check.eventually(
    () => toolbar.sent(),
    (rows) => rows.length === acts.length && rows.every((row) => /confirmed by/.test(row)),
    "every command confirmed",
  );
  rows.reverse();
  acts.forEach(([act, event], place) => {
    check.that(rows[place].startsWith(`${act} `), `${act}: ${rows[place]}`);
    check.matches(rows[place], new RegExp(`\\d\\d:\\d\\d:\\d\\d confirmed by \\w*${event}`), act);
  });
  await state("confirmed");
}
