// A script in the CRM's page, as an attacker would bring it there, does what it can to get at the session:
// it replaces what the page asks and hears with, looks into the frame, and names another gateway in the
// frame's address. It learns nothing, and no request goes anywhere but to the toolbar's own origin.

const SPY = `
window.learnt = [];
const learn = (...what) => learnt.push(what.map((one) => { try { return typeof one === "string" ? one : JSON.stringify(one); } catch { return String(one); } }).join(" "));
for (const [place, name] of [[window, "fetch"], [XMLHttpRequest.prototype, "open"], [Headers.prototype, "append"], [Headers.prototype, "set"], [Storage.prototype, "setItem"], [MessagePort.prototype, "postMessage"], [window, "postMessage"]]) {
  const own = place[name];
  place[name] = function (...words) { learn(name, ...words); return own.apply(this, words); };
}
addEventListener("message", ({ data, origin }) => learn("message", origin, data));
new BroadcastChannel("agent-toolbar").onmessage = ({ data }) => learn("channel", data);
setInterval(() => {
  const frame = document.querySelector("iframe").contentWindow;
  for (const read of [() => frame.document.body.innerHTML, () => frame.fetch, () => frame.sessionStorage.length, () => frame.location.href, () => { frame.fetch = learn; }]) {
    try { learn("frame", String(read())); } catch (error) { window.refusals = (window.refusals ?? 0) + (error.name === "SecurityError"); }
  }
}, 200);
`;

export default async function ({ gateway, deploy, visit, crm, check, figure }) {
  for (const session of ["header", "cookie"]) {
    const { desk, ...one } = await gateway(["--hold", "1000", "--guid-interval", "2000", "--guid-timeout", "6000"]);
    const host = await crm("crm.test");
    const deployment = await deploy([one], { wishes: { session, hosts: [{ origin: host.origin }] } });
    host.frames(`${deployment.origin}/?gateway=https://other.test:1/agentgateway/resource&session=header`, SPY);
    const { page, toolbar, read } = await visit(deployment);
    const asked = [];
    const guids = new Set();
    page.on("request", (request) => asked.push(request.url()));
    page.on("response", async (response) => {
      const headers = await response.allHeaders().catch(() => ({}));
      const guid = /([0-9a-f-]{36}\.AgentGateway0)/.exec(`${headers["set-guid"]} ${headers["set-cookie"]}`)?.[1];
      guid && guids.add(guid);
    });
    await page.goto(host.origin);
    toolbar.standsIn(page.frameLocator("iframe"));
    await toolbar.signsIn("59123");
    const call = await desk.ring(59123, { caller: "07551234567" });
    await toolbar.presses("Answer");
    await toolbar.shows("Talking");
    await check.eventually(() => guids.size, (count) => count >= 3, "the Guid is renewed");
    const learnt = (await read("learnt")).join("\n");
    const refusals = await read("refusals");
    check.that(refusals > 0, `${session}: looking into the frame is refused`);
    for (const secret of [...guids, call, "07551234567"]) {
      check.that(!learnt.includes(secret), `${session}: ${secret} is not learnt: ${learnt}`);
    }
    const elsewhere = asked.filter((address) => ![deployment.origin, host.origin].includes(new URL(address).origin));
    check.equal(elsewhere, [], `${session}: requests to anywhere else`);
    check.equal(await desk.commands(), [`PUT answer ${call}`], `${session}: commands`);
    figure(`${session}: Guids searched for in what the page could hear`, guids.size);
  }
}
