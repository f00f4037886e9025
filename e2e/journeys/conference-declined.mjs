// An invitation to a conference rings and is declined.

export default async function ({ toolbar, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  await desk.invite(101);
  await toolbar.shows("Invited to a conference");
  await toolbar.refuses("Answer", "There is no call.");
  await toolbar.presses("Conference");
  await state("invited");
  await toolbar.chooses("Decline");
  await toolbar.shows("No call");
  await toolbar.is("Ready");
  await state("declined");
  check.equal(await desk.commands(), ["POST rejectAgentConf"], "commands");
  check.equal((await desk.effects()).filter((effect) => /decline|join/i.test(effect)), ["declined"], "the invitation");
}
