// What the web server makes of the toolbar's files: their policy, their types, its clock.
//
// The toolbar's own page is asked for and read, because it is what a desk will load; that this page has
// loaded proves little about it.

import { fails, limited, t, unknown, works } from "./finding.js";
import { allowWasm, frameAncestors, looseScripts, policies } from "./policy.js";
import { ask, refusals, wasRefused } from "./requests.js";

/** How far the clocks may stand apart, in milliseconds. */
const DRIFT = 5_000;

/** The toolbar's page and where it finds its script and its wasm. */
export async function readToolbarPage() {
  for (const address of ["./", "index.html"]) {
    const answer = await ask(address);
    const found = addresses(answer);
    if (found) {
      return { ...answer, ...found };
    }
  }
  return undefined;
}

function addresses({ response, text = "" }) {
  const value = (name) => new RegExp(`\\s${name}="([^"]+)"`).exec(text)?.[1];
  const names = [/<script[^>]*\ssrc="([^"]+)"[^>]*data-module/.exec(text)?.[1], value("data-module"), value("data-wasm")];
  if (!response?.ok || names.includes(undefined)) {
    return undefined;
  }
  const [entry, module, wasm] = names.map((name) => new URL(name, response.url).href);
  return { scripts: [entry, module], wasm };
}

const NO_PAGE = t("The toolbar's page could not be read beside this one.");
const NO_PAGE_FIX = t("Serve the whole folder of the build from one place, this page among it.");

/** Whether the page counts as secure, which many abilities of a browser depend on. */
export function secureAddress() {
  if (!isSecureContext) {
    return fails(t("The page was not loaded by https."), t("Serve the toolbar by https. Otherwise the browser holds back what the toolbar needs, and the Guid travels unencrypted."));
  }
  const isLoaded = location.protocol === "https:";
  return works(isLoaded ? t("The page was loaded by https, and the browser accepted the certificate.") : t("The page is on this computer itself, so https is not needed."));
}

/** Whether there is a policy, and one that holds scripts back. */
export async function securityPolicy(page) {
  if (!page) {
    return unknown(NO_PAGE, NO_PAGE_FIX);
  }
  const ours = await ask(location.pathname);
  const found = policies(page.response.headers);
  if (found.length === 0) {
    return limited(t("The toolbar's page is sent without a Content-Security-Policy."), t("Have the web server send the policy from the documentation with every page. Without one a script that does not belong there could use the agent's session."));
  }
  const loose = looseScripts(found);
  if (loose) {
    const what = { any: t("scripts from anywhere"), inline: t("inline scripts"), eval: t("scripts made from text") }[loose];
    return limited(t("The policy lets {0} run.", what), t("Take that out of the policy: the toolbar needs 'self' and 'wasm-unsafe-eval' and nothing else."));
  }
  const header = ({ response }) => response?.headers.get("Content-Security-Policy");
  if (header(ours) !== header(page)) {
    return limited(t("This page is sent with another policy than the toolbar's page."), t("Send the same policy with both, or what this page finds may not hold for the toolbar."));
  }
  return works(t("There is a policy, and it lets no foreign script run."));
}

/** The smallest module there is. */
const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** Whether WebAssembly may be compiled, in this page and by the header of the toolbar's. */
export async function wasmAllowed(page) {
  const fix = t("Add 'wasm-unsafe-eval' to script-src in the Content-Security-Policy. It allows WebAssembly alone, not eval.");
  if (typeof WebAssembly === "undefined") {
    return fails(t("This browser has no WebAssembly."), t("Use a current browser, and see that no policy of the company turns WebAssembly off."));
  }
  const before = refusals();
  try {
    await WebAssembly.compile(EMPTY_MODULE);
  } catch {
    return (await wasRefused("script-src", before))
      ? fails(t("The policy of this page refuses WebAssembly."), fix)
      : fails(t("The browser refuses WebAssembly."), fix, t("A policy of the company or the browser's strictest security mode turns WebAssembly off: make an exception for this site."));
  }
  if (!page) {
    return unknown(NO_PAGE, NO_PAGE_FIX);
  }
  return allowWasm(policies(page.response.headers)) ? works(t("The policy lets WebAssembly run.")) : fails(t("The policy of the toolbar's page refuses WebAssembly."), fix);
}

/** Who may show the toolbar in a frame. */
export function framing(page) {
  if (window.top !== window) {
    return works(t("This page is framed by {0}, which is allowed.", [...(location.ancestorOrigins ?? [])].join(", ") || t("another page")));
  }
  if (!page) {
    return unknown(NO_PAGE, NO_PAGE_FIX);
  }
  const lists = frameAncestors(policies(page.response.headers));
  const options = page.response.headers.get("X-Frame-Options");
  if (lists.length === 0 && options) {
    return limited(t("X-Frame-Options is “{0}”, so no other site may frame the toolbar.", options), t("If a CRM page shall frame it, name the CRM's address in frame-ancestors of the Content-Security-Policy, which replaces X-Frame-Options."));
  }
  const names = lists.flat();
  if (names.length === 0 || names.includes("*")) {
    return limited(t("Any site may show the toolbar in a frame and lead an agent to click in it."), t("Name those that may in frame-ancestors of the Content-Security-Policy, or 'none'."));
  }
  return names.every((name) => ["'none'", "'self'"].includes(name))
    ? works(t("No other site may frame the toolbar. If a CRM page shall, name its address in frame-ancestors."))
    : works(t("Allowed to frame the toolbar: {0}. A CRM page that is not named shows an empty frame.", names.join(" ")));
}

/** Whether the scripts are sent as scripts. */
export async function scriptTypes(page) {
  if (!page) {
    return unknown(NO_PAGE, NO_PAGE_FIX);
  }
  const worker = new URL("timer-worker.js", page.response.url).href;
  for (const address of [...page.scripts, worker]) {
    const wrong = await wrongFile(address, /^(text|application)\/(x-)?(java|ecma)script\b/i, "text/javascript", () => true);
    if (wrong) {
      return wrong.type === undefined ? fails(wrong.found, wrong.fix) : fails(t("{0} is sent as “{1}”, and browsers run no module of that type.", name(address), wrong.type), wrong.fix);
    }
  }
  return works(t("The scripts are sent as scripts."));
}

/** Whether the wasm is sent as what it is. */
export async function wasmType(page) {
  if (!page) {
    return unknown(NO_PAGE, NO_PAGE_FIX);
  }
  const wrong = await wrongFile(page.wasm, /^application\/wasm$/i, "application/wasm", (text) => text.startsWith("\0asm"));
  if (!wrong) {
    return works(t("The WebAssembly file is sent as application/wasm."));
  }
  return wrong.type === undefined ? fails(wrong.found, wrong.fix) : limited(t("{0} is sent as “{1}”, so the toolbar starts more slowly.", name(page.wasm), wrong.type), wrong.fix);
}

/** What is wrong with a file: it is not there, it is another, or it is sent as the wrong type. */
async function wrongFile(address, type, wanted, isIt) {
  const { response, text } = await ask(address);
  if (!response?.ok) {
    const found = response ? t("{0} is answered with HTTP {1}.", name(address), response.status) : t("{0} could not be read.", name(address));
    return { found, fix: t("Put the build on the web server as a whole, and let go of any older page in a cache.") };
  }
  if (!isIt(text)) {
    return { found: t("{0} is answered with something else.", name(address)), fix: t("See that the web server answers with the file itself, not with a start page in its place.") };
  }
  const sent = response.headers.get("Content-Type") ?? t("nothing");
  if (!type.test(sent.english ?? sent)) {
    return { type: sent, fix: t("Have the web server send files that end in {0} with Content-Type {1}.", /\.\w+$/.exec(address)[0], wanted) };
  }
  return undefined;
}

const name = (address) => new URL(address).pathname.split("/").pop();

/** How far this computer's clock and the server's stand apart. */
export function clock(page) {
  const sent = Date.parse(page?.response.headers.get("Date") ?? "");
  if (Number.isNaN(sent)) {
    return page ? unknown(t("The web server does not tell its time.")) : unknown(NO_PAGE, NO_PAGE_FIX);
  }
  // A second is told without its parts, so the server's time is anywhere within it.
  const slow = sent - page.answered;
  const fast = page.asked - (sent + 1_000);
  const apart = Math.max(slow, fast);
  if (apart <= DRIFT) {
    return works(t("This computer's clock and the server's agree."));
  }
  const seconds = Math.round(apart / 1_000);
  const found = slow > fast ? t("This computer's clock is {0} s behind the server's.", seconds) : t("This computer's clock is {0} s ahead of the server's.", seconds);
  return limited(found, t("Have both set their clocks from a time server. The toolbar's time limits do not suffer, but the times it shows are wrong, and far off a certificate seems out of date."));
}
