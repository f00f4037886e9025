// An agent signs in, answers the call that rings and drops it: each command once, each by one press.

export default async function ({ toolbar, desk, check, state }) {
  await toolbar.open();
  await state("signed out");
  await toolbar.signsIn("101");
  await state("ready");
  for (const [control, why] of [["Answer", "There is no call."], ["Reject", "There is no call."], ["Drop", "There is no call."]]) {
    await toolbar.refuses(control, why);
  }

  const call = await desk.ring(101, { caller: "07551234567", skill: 1 });
  await toolbar.shows("Ringing");
  await toolbar.shows("07551234567");
  await toolbar.announces(/0 7 5 5 1 2 3 4 5 6 7/);
  await toolbar.shows(/\bvoice\b/);
  await toolbar.refuses("Drop", "The call is ringing. Answer or reject it.");
  await state("ringing");

  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  await toolbar.refuses("Answer", "No call is waiting to be answered.");
  await state("talking");

  await toolbar.presses("Drop");
  await toolbar.shows("No call");
  await toolbar.is("Ready");
  await state("dropped");

  check.equal(await desk.commands(), [`PUT answer ${call}`, "DELETE release"], "commands");
  check.equal(await desk.effects(call), ["rang", "answered", "hungUp"], "the call");
  const [signIn] = await desk.requests("login");
  check.equal([signIn.method, signIn.path], ["PUT", "/agentgateway/resource/onlineagent/101"], "sign-in");
}
