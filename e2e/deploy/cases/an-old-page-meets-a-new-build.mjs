// A new build is put in place while a browser still has the old page, or a file is not what the page was
// built with: it is not run. The page is loaded once more, and where that does not help it says so.

import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const SAID = /^The agent toolbar could not be loaded\./;

/** A file that the page names, by the end of its name, and what becomes of it. */
const CHANGES = [
  ["_bg.wasm", "other", other],
  ["_bg.wasm", "gone", rm],
  ["module", "other", other],
  ["module", "gone", rm],
  [".css", "other", other],
  [".css", "gone", rm],
];

export default async function ({ gateway, deploy, visit, check, figure }) {
  const deployment = await deploy([await gateway()]);
  const place = (name) => join(deployment.root, name);
  const names = await readdir(deployment.root);
  for (const [end, what, change] of CHANGES) {
    const isMeant = (file) => (end === "module" ? /^agent-toolbar-[0-9a-f]+\.js$/.test(file) : file.endsWith(end));
    const name = names.find(isMeant);
    const files = names.filter((file) => file.startsWith(name));
    const before = await Promise.all(files.map((file) => readFile(place(file))));
    const restore = () => Promise.all(files.map((file, index) => writeFile(place(file), before[index])));
    await Promise.all(files.map((file) => change(place(file))));

    const { context, page, toolbar } = await visit(deployment);
    const loads = countLoads(page, deployment);
    await toolbar.open();
    await toolbar.shows(SAID);
    check.equal(loads(), 3, `${end} is ${what}: the page is loaded, asked for once more, loaded anew, and no more`);
    check.that(!(await toolbar.sees("Agent id")), `${end} is ${what}: nothing of it is run`);
    await context.close();

    // The new build is all there by the time the page is loaded anew.
    const second = await visit(deployment);
    await second.page.route(`${deployment.origin}/`, async (route) => {
      await (countOf(route) > 1 ? restore() : undefined);
      await route.continue();
    });
    const countOf = counter();
    await second.toolbar.open();
    await second.toolbar.hasSignInForm();
    await second.toolbar.signsIn("59123");
    check.equal(await second.violations(), [], `${end} was ${what}: violations`);
    await second.toolbar.presses("Sign out");
    await second.toolbar.hasSignInForm();
    await second.context.close();
    await restore();
  }
  figure("files changed or taken away behind a page", CHANGES.length);
}

/** How often the page itself has been asked for. */
function countLoads(page, { origin }) {
  let count = 0;
  page.on("request", (request) => (count += request.url() === `${origin}/` ? 1 : 0));
  return () => count;
}

function counter() {
  let count = 0;
  return () => (count += 1);
}

/** The same with more that does no harm and changes nothing: only a comparison can tell the two apart. */
async function other(path) {
  if (/\.(br|gz)$/.test(path)) {
    return rm(path);
  }
  const [, more] = Object.entries(HARMLESS).find(([end]) => path.endsWith(end));
  await writeFile(path, Buffer.concat([await readFile(path), Buffer.from(more)]));
}

/** For wasm a section that a browser passes over. */
const HARMLESS = { ".wasm": [0, 2, 1, 97], ".js": "\n// Other.\n", ".css": "\n/* Other. */\n" };
