// The gateway is lost and comes back: with its sessions, the toolbar receives again by itself; killed and
// started anew, it has none, and the agent is asked to sign in with the last call still to be read.

export const noise = [/ERR_/];

export default async function ({ toolbar, simulator, desk, check, state, figure }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  const call = await desk.ring(101, { caller: "07551234567" });
  await toolbar.presses("Answer");
  await toolbar.shows("Talking");

  await desk.arm("restartWithSessions");
  await toolbar.shows("Gateway not reached…");
  await state("down");
  const polls = (await desk.requests("getAgentEvent")).length;
  const back = performance.now();
  await desk.disarm();
  await desk.hears("getAgentEvent", polls + 1);
  figure("from the gateway's return to the first poll", `${Math.round(performance.now() - back)} ms`);
  await toolbar.canPress("Drop");
  await toolbar.shows("Talking", 0);
  await desk.isQuiet(101);
  await desk.hold(call);
  await toolbar.shows("On hold");
  await state("back with its sessions");
  check.equal(await desk.commands(), [`PUT answer ${call}`], "commands");

  await simulator.stop();
  await toolbar.shows("Gateway not reached…");
  await simulator.startAgain();
  const started = performance.now();
  await toolbar.hasSignInForm();
  figure("from the start of a new gateway to the sign-in form", `${Math.round(performance.now() - started)} ms`);
  await toolbar.shows(/07551234567/);
  await state("back without sessions");
  check.equal(await desk.commands(), [], "commands to the new gateway");
  await toolbar.signsIn("101");
}
