// A host's page that has the toolbar in the same page, on the toolbar's own origin.

import { MODULE } from "./deaths.mjs";

const HOST = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title>
<main><h1>Host</h1><section id="phone" aria-label="Phone"></section></main></html>`;

/** Opens the host's page and mounts the toolbar; the address of its module. */
export async function openHostPage({ page, toolbar, read }) {
  await toolbar.open();
  await toolbar.hasSignInForm();
  const module = await read(MODULE);
  const wasm = await read(`new URL(document.querySelector("script[data-module]").dataset.wasm, document.baseURI).href`);
  const style = await read(`document.querySelector("link[rel=stylesheet]").href`);
  await page.route("**/host", (route) => route.fulfill({ contentType: "text/html", body: HOST }));
  await page.goto(`${toolbar.address}host`);
  await read(`(async () => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: ${JSON.stringify(style)} });
    document.head.append(link);
    const core = await import(${JSON.stringify(module)});
    await core.default({ module_or_path: ${JSON.stringify(wasm)} });
    core.mount(document.getElementById("phone"), { settings: new URL("toolbar.json", location.href).href });
  })()`);
  return module;
}
