// The agent's browser keeps nothing for any page, and grants no locks: the toolbar says so before the sign-in
// and works in its one tab. A reload means signing in again, and only the agent's own press does that by force.

export const plain = { preferences: { profile: { default_content_setting_values: { cookies: 2 } } } };

const REASON = "Your browser lets this page save nothing, so a reload ends your sign-in. Sign in again.";

export default async function ({ tab, newTab, read, desk, check, state, simulator }) {
  await tab.open(simulator.addresses.toolbar);
  await tab.sees(REASON);
  check.matches(await read("(() => { try { return String(sessionStorage) } catch (error) { return error.name } })()"), /SecurityError/);
  check.matches(await read("navigator.locks.request('lock', () => 'granted').catch(({ name }) => name)"), /SecurityError/);
  await state("before the sign-in");
  await tab.signIn(101);
  const call = await desk.ring(101, { caller: "07551234567" });
  await tab.press("Answer");
  await tab.sees("Talking");
  await desk.isQuiet(101);

  await tab.send("Page.reload");
  await tab.sees(REASON);
  await tab.fillsIn(101);
  await tab.press("Sign in");
  await tab.sees("Agent 101 is already signed in somewhere else.");
  await state("after the reload");
  check.equal((await desk.requests("forceLogin")).length, 0, "forced sign-ins without a press");
  await tab.press("Force sign-in");
  await tab.sees("No call");

  // Another tab cannot be known of, so it is told by the gateway alone.
  const { tab: other } = await newTab();
  await other.open(simulator.addresses.toolbar);
  await other.sees(REASON);
  await other.fillsIn(101);
  await other.press("Sign in");
  await other.sees("Agent 101 is already signed in somewhere else.");
  await tab.sees("No call");
  check.equal(await desk.commands(), [`PUT answer ${call}`], "commands");
}
