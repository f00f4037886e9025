// The administrator says which interface Drop uses; each is asked once and hangs up the call.

export const settings = {};

const SETTINGS = [
  { drop: "release", sends: () => "DELETE release" },
  { drop: "legacy", sends: () => "DELETE releaseEx" },
  { drop: "dropcall", sends: (call) => `POST dropCall ${call}` },
];

export default async function ({ toolbar, setUp, desk, check, state }) {
  const commands = [];
  for (const { drop, sends } of SETTINGS) {
    await setUp({ drop });
    await toolbar.open();
    await toolbar.signsIn("101");
    const call = await desk.ring(101);
    await toolbar.presses("Answer");
    await toolbar.shows("Talking");
    await toolbar.presses("Drop");
    await toolbar.shows("No call");
    await toolbar.presses("Sign out");
    await toolbar.hasSignInForm();
    commands.push(`PUT answer ${call}`, sends(call), "DELETE logout");
    check.equal(await desk.commands(), commands, `commands with ${drop}`);
    check.equal(await desk.effects(call), ["rang", "answered", "hungUp"], "the call");
  }
  await state("signed out");
}
