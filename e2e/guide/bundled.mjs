// The npm package in a bundle of the page's own, made by the page's own commands.

import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { Toolbar } from "../toolbar.mjs";
import { CHINESE } from "../words.mjs";

const CALLER = "07551234567";
const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm", ".txt": "text/plain" };
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'";

/** The page, and in the same bundle what it does besides. */
const PAGE = `<!doctype html><meta charset="utf-8"><title>CRM</title><div id="phone"></div>
<script type="module" src="/phone.js"></script>`;
const OWN = `window.popped = [];
window.openCustomer = (caller) => window.popped.push(caller);
window.fail = () => setTimeout(() => { throw new Error("a fault of the page's own"); });
`;

/** Every case, for `runCases`. */
export const bundled = (embedded, snippets, npmPackage) => [
  [
    "a bundle of the package pops the caller, in Chinese too, and outlives faults of the page in the same file",
    async (check) => {
      const folder = await mkdtemp(join(tmpdir(), "bundle-"));
      try {
        await mkdir(join(folder, "node_modules"));
        await mkdir(join(folder, "public"));
        await symlink(npmPackage, join(folder, "node_modules/agent-toolbar"));
        const script = snippets.use("bundled-script").replace("settings:", 'language: "zh-CN", settings:');
        await writeFile(join(folder, "phone.js"), OWN + script);
        // Not every browser has it, and not every bundler leaves it in.
        const commands = snippets.use("bundled").replace("npx esbuild", "esbuild --define:import.meta.resolve=undefined");
        execFileSync("sh", ["-ec", commands], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
        await pops(embedded, check, join(folder, "public"));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  ],
];

/** Opens the page with what the commands have made, signs in, and rings. */
async function pops(embedded, check, files) {
  await embedded.desk.reset();
  const page = await embedded.newPage();
  const { origin } = new URL(embedded.address);
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === "/crm") {
      return route.fulfill({ contentType: "text/html", body: PAGE, headers: { "Content-Security-Policy": POLICY } });
    }
    const body = await readFile(join(files, pathname)).catch(() => null);
    return body ? route.fulfill({ contentType: TYPES[extname(pathname)], body }) : route.fallback();
  });
  await page.goto(`${origin}/crm`);
  const toolbar = new Toolbar(page, null, embedded.address, check, CHINESE);
  await toolbar.signsIn("101");
  await page.evaluate(() => window.fail());
  await check.eventually(
    () => page.troubles,
    (troubles) => troubles.length === 1,
    "the page's own fault",
  );
  await embedded.desk.ring(101, { caller: CALLER });
  await check.eventually(
    () => page.evaluate(() => window.popped),
    (popped) => popped.includes(CALLER),
    "the caller is popped",
  );
  await toolbar.shows(CALLER);
  await page.close();
}
