// The gateway lists waiting callers to no idle agent: there is a number, and a button that goes busy to look.

export default async function ({ toolbar, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  await desk.queue(1, { count: 3, caller: "07550000003" });
  await toolbar.presses("Queue");
  await toolbar.shows("Waiting: 3");
  await toolbar.shows("The gateway shows the callers only to an agent who is not ready.");
  await state("count");
  check.equal(await desk.requests("queryWaitCallInfoBySkillId"), [], "no list is asked for while idle");
  check.equal(await desk.commands(), [], "looking sends no command");

  await toolbar.presses("Go busy and look");
  await toolbar.is("Busy: set by you");
  await toolbar.shows("07550000003");
  await state("list");
  check.equal(await desk.commands(), ["POST saybusy"], "commands");
}
