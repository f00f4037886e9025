// Another program fetches the agent's events with the same Guid: the agent is told, under each reading of
// what a gateway does with two polls. Nothing is taken over; when the other one ends, all is well again.

export const gateway = ["--hold", "2000"];
export const settings = { limits: { pollHoldMs: 2000 } };

const TOLD = /Another window or program seems to fetch your calls|News of your calls did not arrive/;

export default async function ({ toolbar, read, elsewhere, desk, check, state }) {
  await toolbar.open();
  for (const secondPoll of ["refused", "oldestServed"]) {
    await desk.settings({ readings: { secondPoll } });
    await toolbar.signsIn("101");
    await desk.isQuiet(101);
    const guid = await read(`Object.values(sessionStorage)[0].split("\\n")[0]`);
    const end = await elsewhere.fetchesEvents(101, guid);
    // Whose poll gets which event is chance where both are held, so some calls may be told here in full.
    for (let calls = 0; calls < 40 && !TOLD.test(await read("document.body.innerText")); calls += 1) {
      const caller = `0755123450${calls}`;
      const call = await desk.ring(101, { caller });
      await toolbar.shows(caller);
      await desk.hangUp(call);
    }
    await toolbar.shows(TOLD);
    await state(secondPoll);
    await end();
    await toolbar.shows("No call");
    await toolbar.canPress("Sign out");
    check.equal(await desk.commands(), [], "commands");
    check.equal((await desk.requests("forceLogin")).length, 0, "forced sign-ins");
    await toolbar.presses("Sign out");
    await toolbar.hasSignInForm();
    await desk.reset();
  }
}
