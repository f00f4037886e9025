// The operator has nginx read its configuration again while a poll is held and a call goes on: the poll comes
// to its end, the next one and a command go through, and the agent is told nothing.

export default async function ({ gateway, deploy, visit, check }) {
  const { desk, ...one } = await gateway(["--hold", "2000"]);
  const deployment = await deploy([one], { wishes: { toolbar: { limits: { pollHoldMs: 2000 } } } });
  const { toolbar, read } = await visit(deployment);
  await toolbar.open();
  await toolbar.signsIn("59123");
  await desk.ring(59123);
  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  await toolbar.shows(/Connected/);
  await read(`window.told = []; setInterval(() => told.push(document.querySelector(".connection").textContent), 50); undefined`);
  await desk.isQuiet(59123);
  const polls = (await desk.requests("getAgentEvent")).length;
  deployment.nginx.reload();
  await desk.hears("getAgentEvent", polls + 3);
  await toolbar.presses("Drop");
  await toolbar.shows("No call");
  const rows = await desk.log();
  check.equal(rows.filter(({ kind }) => kind === "abandoned" || kind === "lost"), [], "polls given up");
  check.equal(await read("[...new Set(told)]"), ["Connected"], "what the agent was told");
}
