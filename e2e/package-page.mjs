// A page of the toolbar's own origin, `crm`, beside the npm package that PACKAGE names, in `package/`.

import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; connect-src 'self'; worker-src 'self'; img-src 'self'";
const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json", ".txt": "text/plain" };

/** Opens it; it has a section `phone`, and `head` in its head. */
export async function openPackagePage({ page, toolbar }, head = "") {
  const folder = process.env.PACKAGE;
  if (!folder) {
    throw new Error("PACKAGE must name the folder that `cargo xtask package` has made");
  }
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Home-grown CRM</title>
${head}<main><h1>Home-grown CRM</h1><section id="phone" aria-label="Phone"></section></main>`;
  await page.route("**/crm", (route) => route.fulfill({ contentType: "text/html", body, headers: { "Content-Security-Policy": POLICY } }));
  await page.route("**/package/**", async (route) => {
    const path = join(folder, new URL(route.request().url()).pathname.replace("/package/", ""));
    route.fulfill({ contentType: TYPES[extname(path)], body: await readFile(path) });
  });
  await page.goto(`${toolbar.address}crm`);
}
