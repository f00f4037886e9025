// The toolbar's own tests in Chromium, as cargo runs them: `core.mjs RUNNER WASM`, where the runner is wasm-bindgen's.
//
// The runner serves the tests. Asked for more at once than it has threads, it lets a request wait for ever, so this
// stands between it and the browser and asks for few at a time.

import { spawn } from "node:child_process";
import { Agent, createServer, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { launch } from "./browser.mjs";

const LONGEST = 300_000;

const [runner, ...words] = process.argv.slice(2);
const agent = new Agent({ maxSockets: 2 });
const between = createServer(passOn);
const { port } = await listens(between);
const tests = await free();
const serving = spawn(runner, words, {
  env: { ...process.env, NO_HEADLESS: "1", WASM_BINDGEN_TEST_ADDRESS: `127.0.0.1:${tests}` },
  stdio: ["ignore", "pipe", "inherit"],
});
const ended = new Promise((resolve) => serving.on("exit", (code) => resolve(code ?? 1)));
const isServing = new Promise((resolve) => serving.stdout.on("data", (data) => String(data).includes("available") && resolve()));
const code = await Promise.race([ended, isServing.then(run)]).finally(() => serving.kill());
process.exit(code);

/** Runs them and shows what they said; the code to end with. */
async function run() {
  const browser = await launch({ args: ["--mute-audio"] });
  const page = await browser.newPage();
  // Playwright's own way to look into a page counts as a press there.
  const session = await page.context().newCDPSession(page);
  const expression = "document.getElementById('output')?.textContent ?? ''";
  await page.goto(`http://127.0.0.1:${port}/`);
  const end = performance.now() + LONGEST;
  for (;;) {
    const { result } = await session.send("Runtime.evaluate", { expression });
    const said = result.value ?? "";
    const isOver = said.includes("test result: ");
    if (isOver || performance.now() > end) {
      console.log(said);
      await browser.close();
      return said.includes("test result: ok.") ? 0 : 1;
    }
    await pause(100);
  }
}

function passOn({ method, url, headers }, answer) {
  const asked = request({ host: "127.0.0.1", port: tests, method, path: url, headers, agent }, (told) => {
    answer.writeHead(told.statusCode, told.headers);
    told.pipe(answer);
  });
  asked.on("error", () => answer.destroy());
  asked.end();
}

async function free() {
  const server = createServer();
  const { port } = await listens(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listens(server) {
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server.address();
}
