// Polls bring new Guids, and the next request carries the newest.

export const gateway = ["--hold", "500", "--guid-interval", "1500", "--guid-timeout", "60000"];
export const settings = { limits: { pollHoldMs: 1000 } };

export default async function ({ toolbar, page, desk, check, state }) {
  const seen = [];
  page.on("request", (request) => {
    if (request.url().includes("/agentgateway/")) {
      seen.push({ sent: request.headers().guid, by: request.method() });
    }
  });
  page.on("response", (response) => {
    const renewed = response.headers()["set-guid"];
    if (renewed) {
      seen.push({ renewed: renewed.replace("JSESSIONID=", "") });
    }
  });
  await toolbar.open();
  await toolbar.signsIn("101");
  const renewals = () => seen.filter(({ renewed }) => renewed);
  await check.eventually(renewals, (found) => found.length >= 4, "renewals");
  const call = await desk.ring(101);
  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  await state("talking");

  let current;
  for (const { sent, by, renewed } of seen.slice(seen.findIndex((one) => one.renewed))) {
    if (renewed) {
      check.that(renewed !== current, "a renewal brings another Guid");
      current = renewed;
    } else {
      check.equal(sent, current, `the Guid of the next ${by}`);
    }
  }
  const answer = seen.findLast(({ by }) => by === "PUT");
  check.that(renewals().slice(1).some(({ renewed }) => renewed === answer.sent), "the answer carried a renewed one");
  check.equal(await desk.commands(), [`PUT answer ${call}`], "commands");
}
