// nginx's logs hold no agent's number, no call's id, no Guid and no query, whatever is asked and whatever
// goes wrong; they do hold what was asked, of which gateway, and how it ended.

import { ask, signIn } from "../asking.mjs";
import { NAME } from "../certificates.mjs";

export default async function ({ gateway, deploy, visit, check, certificates }) {
  const ca = certificates.authority;
  for (const session of ["header", "cookie"]) {
    const { desk, ...one } = await gateway();
    const deployment = await deploy([one], { wishes: { session } });
    const { context, page, toolbar } = await visit(deployment);
    const guids = [];
    page.on("response", async (response) => guids.push((await response.allHeaders().catch(() => ({})))["set-guid"]));
    await toolbar.open("?lang=en&secret=59123");
    await toolbar.signsIn("59123");
    const call = await desk.ring(59123, { caller: "07551234567" });
    await toolbar.presses("Answer");
    await toolbar.shows("Talking");
    await toolbar.presses("Queue");
    const guid = (await context.cookies())[0]?.value ?? guids.find(Boolean).replace("JSESSIONID=", "");
    for (const path of ["/agentgateway/resource/59123", "/agentgateway/59123/agentevent", `/${guid}`, "/59123.js", `/agentgateway/resource/agentevent/59123/${call}`]) {
      await ask(deployment, path, { ca, headers: { "X-Toolbar": "1", Referer: `https://${NAME}/59123`, "User-Agent": guid } });
    }
    await deployment.gateways[0].die();
    await signIn(deployment, 59124, { ca, headers: { "X-Toolbar": "1", Origin: deployment.origin } });
    const logs = await check.eventually(() => deployment.nginx.logs(), (text) => / PUT onlineagent 502 /.test(text), "the failure is logged");
    for (const secret of ["59123", "59124", call, encodeURIComponent(call), guid, "07551234567", "40038", "secret", "?", "Mozilla"]) {
      check.that(!logs.includes(secret), `${session}: ${secret} is not logged`);
    }
    check.matches(logs, /^\S+ 127\.0\.0\.1 PUT onlineagent 200 /m, `${session}: the sign-in`);
    check.matches(logs, / PUT voicecall\/answer 200 [\d.]+ to 127\.0\.0\.1:\d+ 200 /, `${session}: the answer`);
    check.matches(logs, / GET agentevent 200 /, `${session}: a poll`);
    check.matches(logs, / PUT onlineagent 502 [\d.]+ to 127\.0\.0\.1:\d+ 502 /, `${session}: the gateway that is gone`);
    check.matches(logs, / GET \/agent-toolbar-[0-9a-f]{16}_bg\.wasm 200 /, `${session}: the wasm`);
  }
}
