// The content security policy that the toolbar is to be served with holds: nothing of it is violated.

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export default async function ({ toolbar, page, read, desk, check, state }) {
  await page.addInitScript(() => {
    window.violations = [];
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      window.violations.push(`${violatedDirective} ${blockedURI}`),
    );
  });
  await page.route(toolbar.address, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": POLICY } });
  });
  await toolbar.open();
  await toolbar.signsIn("101");
  const call = await desk.ring(101);
  await toolbar.presses("Answer");
  await toolbar.presses("Drop");
  await toolbar.shows("No call");
  await toolbar.presses("Queue");
  await state("queue");
  check.equal(await read("window.violations"), [], "violations");
  await read(`document.body.append(Object.assign(document.createElement("style"), { textContent: "p {}" })); undefined`);
  await check.eventually(() => read("window.violations.length"), (count) => count === 1, "a planted violation is seen");
  check.equal(await desk.commands(), [`PUT answer ${call}`, "DELETE release"], "commands");
}

export const noise = [/Applying inline style violates/];
