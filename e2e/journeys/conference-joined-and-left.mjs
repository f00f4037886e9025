// An invitation is taken: join, talk, leave.

export default async function ({ toolbar, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  const conference = await desk.invite(101);
  await toolbar.shows("Invited to a conference");
  await toolbar.presses("Conference");
  await toolbar.chooses("Join");
  await toolbar.shows("In a conference");
  await toolbar.shows(new RegExp(conference));
  await state("joined");
  await toolbar.presses("Conference");
  await toolbar.chooses("Leave");
  await toolbar.shows("No call");
  await toolbar.is("Ready");
  await state("left");
  check.equal(await desk.commands(), ["POST answeragentconf", "POST requestleaveagentconf"], "commands");
}
