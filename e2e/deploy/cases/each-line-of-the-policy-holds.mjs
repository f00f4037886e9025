// What the policy forbids is tried in a real browser, on a page that nginx serves as it serves the toolbar.
// Then each line is loosened or left out in turn, and the same trial must see it: no line is there for show.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ask } from "../asking.mjs";

/** A change of the configuration, and what must be seen of it. */
const PLANTED = [
  ["default-src 'none'", "default-src *", "media of another origin is loaded"],
  ["script-src 'self'", "script-src 'self' 'unsafe-inline'", "a script in the page runs"],
  // Trusted Types refuse that too, so that it shows only without them.
  [/script-src 'self'(.*)require-trusted-types-for 'script'; /, "script-src 'self' 'unsafe-eval'$1", "text is run"],
  ["script-src 'self'", "script-src 'self' https:", "a script of another origin is loaded"],
  [" 'wasm-unsafe-eval'", "", "wasm is not compiled"],
  ["style-src 'self'", "style-src 'self' 'unsafe-inline'", "a style in the page counts"],
  ["style-src 'self'", "style-src 'self' https:", "a style sheet of another origin is loaded"],
  ["connect-src 'self'", "connect-src 'self' https:", "another origin is asked"],
  ["img-src 'self'", "img-src 'self' https:", "an image of another origin is loaded"],
  ["base-uri 'none'; ", "", "another base is taken"],
  ["form-action 'none'; ", "", "a form is sent"],
  ["require-trusted-types-for 'script'; ", "", "text becomes elements"],
  ["require-trusted-types-for 'script'; ", "", "text becomes a worker's address"],
  ["trusted-types agent-toolbar", "trusted-types *", "any Trusted Types policy is made"],
  ["frame-ancestors ", "frame-ancestors https: ", "a site that is not listed frames it"],
  ["camera=()", "camera=(self)", "may use: camera"],
  ["microphone=()", "microphone=(self)", "may use: microphone"],
  ["display-capture=()", "display-capture=(self)", "may use: display-capture"],
  ["geolocation=()", "geolocation=(self)", "may use: geolocation"],
  ["payment=()", "payment=(self)", "may use: payment"],
  ["clipboard-read=()", "clipboard-read=(self)", "may use: clipboard-read"],
  ["hid=()", "hid=(self)", "may use: hid"],
  ["midi=()", "midi=(self)", "may use: midi"],
  ["serial=()", "serial=(self)", "may use: serial"],
  ["usb=()", "usb=(self)", "may use: usb"],
  ["publickey-credentials-get=()", "publickey-credentials-get=(self)", "may use: publickey-credentials-get"],
  ["autoplay=(self)", "autoplay=()", "may not use: autoplay"],
  ["clipboard-write=(self)", "clipboard-write=()", "may not use: clipboard-write"],
  [/ +add_header Referrer-Policy.*\n/, "", "referrer-policy is missing"],
  [/ +add_header Strict-Transport-Security.*\n/, "", "strict-transport-security is missing"],
  [/ +add_header X-Content-Type-Options.*\n/, "", "x-content-type-options is missing"],
  [/ +add_header Cache-Control.*\n/, "", "cache-control is missing"],
];

const HEADERS = {
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=31536000",
  "x-content-type-options": "nosniff",
  "cache-control": "no-cache",
};
const FORBIDDEN = ["camera", "clipboard-read", "display-capture", "geolocation", "hid", "microphone", "midi", "payment", "publickey-credentials-get", "serial", "usb"];
const NEEDED = ["autoplay", "clipboard-write"];

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Trial</title>
<script>window.hasRun = true;</script><style>p { position: fixed }</style>
<link rel="stylesheet" href="https://other.test:1/style.css"><script async src="https://other.test:1/script.js"></script>
<base href="https://other.test:1/"></head>
<body><p>Trial</p><img alt="" src="https://other.test:1/image.png"><audio src="https://other.test:1/sound.wav"></audio>
<iframe name="sink" title="sink"></iframe><form action="https://other.test:1/form" target="sink"></form><script src="ORIGIN/trial.js"></script></body></html>`;

/** What the page wants of another origin, by the directive that is to refuse it. */
const ELSEWHERE = {
  "script-src-elem": "a script of another origin is loaded",
  "style-src-elem": "a style sheet of another origin is loaded",
  "img-src": "an image of another origin is loaded",
  "media-src": "media of another origin is loaded",
  "connect-src": "another origin is asked",
  "form-action": "a form is sent",
};

/** Runs as a script of the page's own origin; a debugger's evaluation would be let through. */
const TRIAL = `
const ELSEWHERE = ${JSON.stringify(ELSEWHERE)};
const works = (act) => { try { act(); return true; } catch { return false; } };
window.onload = async () => {
  const seen = [];
  const note = (is, what) => is && seen.push(what);
  note(window.hasRun, "a script in the page runs");
  note(works(() => (0, eval)("1")), "text is run");
  note(!(await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).catch(() => false)), "wasm is not compiled");
  note(getComputedStyle(document.querySelector("p")).position === "fixed", "a style in the page counts");
  note(document.baseURI !== location.href, "another base is taken");
  note(works(() => { document.createElement("div").innerHTML = "<img src=x onerror=1>"; }), "text becomes elements");
  note(works(() => new Worker("/timer-worker.js").terminate()), "text becomes a worker's address");
  note(works(() => trustedTypes.createPolicy("other", {})), "any Trusted Types policy is made");
  await fetch("https://other.test:1/").catch(() => {});
  document.querySelector("form").submit();
  const letIn = () => Object.keys(ELSEWHERE).filter((directive) => !violations.some((one) => one.startsWith(directive + " https://other.test:1/")));
  // What is refused is told soon; what is let in is waited for in vain.
  for (let left = 60; left > 0 && letIn().length > 0; left -= 1) await new Promise((resolve) => setTimeout(resolve, 50));
  for (const directive of letIn()) note(true, ELSEWHERE[directive]);
  const allowed = document.featurePolicy.allowedFeatures();
  for (const name of ${JSON.stringify(FORBIDDEN)}) note(allowed.includes(name), "may use: " + name);
  for (const name of ${JSON.stringify(NEEDED)}) note(!allowed.includes(name), "may not use: " + name);
  window.seen = seen;
};`;

export default async function (scene) {
  const { check, gateway, crm, figure } = scene;
  const one = await gateway();
  const hosts = { listed: await crm("crm.test"), other: await crm("other.test") };
  check.equal(await broken(scene, one, hosts), [], "as shipped");
  for (const [from, to, seen] of PLANTED) {
    const plant = (text) => {
      const planted = text.replace(from, to);
      if (planted === text) {
        throw new Error(`${from} cannot be planted: it is not there`);
      }
      return planted;
    };
    const found = await broken(scene, one, hosts, plant);
    check.that(found.includes(seen), `${from} → ${to || "nothing"}: “${seen}” is seen, not ${JSON.stringify(found)}`);
  }
  figure("lines of the policy loosened or left out, each seen", PLANTED.length);
}

/** What does not hold. */
async function broken({ deploy, visit, certificates, check }, one, { listed, other }, plant) {
  const deployment = await deploy([one], { plant, wishes: { hosts: [{ origin: listed.origin }] } });
  await writeFile(join(deployment.root, "trial.html"), PAGE.replace("ORIGIN", deployment.origin));
  await writeFile(join(deployment.root, "trial.js"), TRIAL);
  await writeFile(join(deployment.root, "framed.html"), "<!doctype html><title>Framed</title>");
  const { context, page, read } = await visit(deployment);
  await page.goto(`${deployment.origin}/trial.html`);
  const found = await check.eventually(() => read("window.seen"), (seen) => seen !== undefined, "the trial is over");
  for (const host of [listed, other]) {
    host.frames(`${deployment.origin}/framed.html`);
    await page.goto(host.origin);
    const isShown = page.frames()[1].url().startsWith(deployment.origin);
    if (isShown !== (host === listed)) {
      found.push(host === listed ? "a site that is listed cannot frame it" : "a site that is not listed frames it");
    }
  }
  const { headers } = await ask(deployment, "/", { ca: certificates.authority });
  for (const [name, value] of Object.entries(HEADERS)) {
    if (headers[name] !== value) {
      found.push(headers[name] === undefined ? `${name} is missing` : `${name} is ${headers[name]}`);
    }
  }
  await context.close();
  await deployment.close();
  return found;
}
