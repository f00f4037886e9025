// What the web server does wrong with the toolbar's files.

import { policy } from "../site.mjs";

const HOUR = 3_600_000;
const isScript = (path) => /\/agent-toolbar-[^/]*\.js$/.test(path);
const isWasm = (path) => path.endsWith(".wasm");
const START_PAGE = "<!doctype html><title>Welcome</title>";

/** The policy of every page of the site. */
const withPolicy = (changes) => ({ headers: () => ({ "Content-Security-Policy": changes && policy(changes) }) });
const clockAt = (offset) => ({ date: () => ({ Date: new Date(Date.now() + offset).toUTCString() }) });

const SETTINGS_UNKNOWN = Object.fromEntries(
  ["gateway", "sent-once", "cors", "certificate", "local-network", "set-guid", "hold"].map((name) => [name, ["unknown", /settings cannot be used/, []]]),
);

export default [
  {
    name: "scripts of a wrong type are named with the type to send",
    site: { type: (path) => (isScript(path) ? "text/plain" : undefined) },
    rows: { "script-types": ["fails", /^agent-toolbar-.*\.js is sent as “text\/plain”/, [/end in \.js with Content-Type text\/javascript/]] },
    verdict: ["fails", /^Failed: 1\./],
  },
  {
    name: "where no script is run at all the page itself says why",
    looks: true,
    site: { type: (path) => (path.endsWith(".js") ? "text/plain" : undefined) },
    rows: null,
    async act({ check, preflight }) {
      await check.eventually(() => preflight.read("document.body.innerText"), (text) => text.includes("another Content-Type than text/javascript"), "it says why");
      check.that(await preflight.read("document.getElementById('started').hidden"), "there is no empty table");
    },
  },
  {
    name: "wasm of a wrong type slows the start down",
    site: { type: (path) => (isWasm(path) ? "application/octet-stream" : undefined) },
    rows: { "wasm-type": ["limited", /sent as “application\/octet-stream”/, [/end in \.wasm with Content-Type application\/wasm/]] },
    verdict: ["limited", /with limits: 1/],
  },
  {
    name: "a start page in the place of the wasm is told",
    site: { body: (path) => (isWasm(path) ? START_PAGE : undefined) },
    rows: { "wasm-type": ["fails", /answered with something else/, [/not with a start page in its place/]] },
  },
  {
    name: "wasm that is not there is told",
    site: { body: (path) => (isWasm(path) ? null : undefined) },
    rows: { "wasm-type": ["fails", /answered with HTTP 404/, [/the build on the web server as a whole/]] },
  },
  {
    name: "a toolbar's page that is not there leaves open what depends on it",
    site: { body: (path) => (path === "/index.html" ? null : undefined) },
    rows: Object.fromEntries(["policy", "wasm", "framing", "script-types", "wasm-type", "clock"].map((name) => [name, ["unknown", /could not be read beside/, [/the whole folder of the build/]]])),
    verdict: ["unknown", /^Nothing failed, but/],
  },
  {
    name: "a site without a policy is told what that risks",
    site: withPolicy(undefined),
    rows: {
      policy: ["limited", /without a Content-Security-Policy/, [/could use the agent's session/]],
      framing: ["limited", /Any site may show the toolbar in a frame/, [/frame-ancestors/]],
    },
  },
  {
    name: "a policy without the word for WebAssembly fails",
    site: withPolicy({ "script-src": "'self'" }),
    rows: { wasm: ["fails", /policy of this page refuses WebAssembly/, [/'wasm-unsafe-eval' to script-src/]] },
  },
  {
    name: "a policy of the toolbar's page alone without the word for WebAssembly fails",
    site: { headers: (path) => (path === "/index.html" ? { "Content-Security-Policy": policy({ "script-src": "'self'" }) } : {}) },
    rows: {
      wasm: ["fails", /policy of the toolbar's page refuses WebAssembly/, [/'wasm-unsafe-eval' to script-src/]],
      policy: ["limited", /sent with another policy than the toolbar's page/, [/the same policy with both/]],
    },
  },
  {
    name: "a policy that lets inline scripts run is told",
    site: withPolicy({ "script-src": "'self' 'wasm-unsafe-eval' 'unsafe-inline'" }),
    rows: { policy: ["limited", /lets inline scripts run/, [/Take that out/]] },
  },
  {
    name: "a policy that lets text become scripts is told",
    site: withPolicy({ "script-src": "'self' 'unsafe-eval'", "require-trusted-types-for": undefined }),
    rows: { policy: ["limited", /lets scripts made from text run/, [/Take that out/]] },
  },
  {
    name: "a policy that says nothing of scripts is told",
    site: withPolicy({ "script-src": undefined, "default-src": undefined, "connect-src": undefined }),
    rows: { policy: ["limited", /lets scripts from anywhere run/, [/Take that out/]] },
  },
  {
    name: "a policy that forbids the page's own address is told before anything else",
    site: withPolicy({ "connect-src": "'none'" }),
    rows: {
      ...SETTINGS_UNKNOWN,
      ...Object.fromEntries(["policy", "wasm", "framing", "script-types", "wasm-type", "clock"].map((name) => [name, "unknown"])),
      settings: ["fails", /ask for nothing at its own address/, [/connect-src 'self'/]],
    },
  },
  {
    name: "a policy without frame-ancestors is told",
    site: withPolicy({ "frame-ancestors": undefined }),
    rows: { framing: ["limited", /Any site may show the toolbar/, [/frame-ancestors/]] },
  },
  {
    name: "X-Frame-Options alone shuts every CRM out",
    site: { headers: () => ({ "Content-Security-Policy": policy({ "frame-ancestors": undefined }), "X-Frame-Options": "DENY" }) },
    rows: { framing: ["limited", /X-Frame-Options is “DENY”/, [/which replaces X-Frame-Options/]] },
  },
  {
    name: "who may frame the toolbar is read from the policy",
    site: withPolicy({ "frame-ancestors": "https://crm.example https://other.example" }),
    rows: { framing: ["works", /https:\/\/crm\.example https:\/\/other\.example/, []] },
  },
  {
    name: "a clock an hour ahead is told",
    site: clockAt(-HOUR),
    rows: { clock: ["limited", /clock is \d{4} s ahead of the server's/, [/from a time server/]] },
  },
  {
    name: "a clock an hour behind is told",
    site: clockAt(HOUR),
    rows: { clock: ["limited", /clock is \d{4} s behind the server's/, [/from a time server/]] },
  },
  {
    name: "a server that does not tell its time leaves the clock open",
    site: { date: () => ({ Date: null }) },
    rows: { clock: ["unknown", /does not tell its time/, []] },
  },
  {
    name: "a page without https fails",
    host: "toolbar.test",
    browser: { permissions: null, args: ["--host-resolver-rules=MAP *.test 127.0.0.1", "--autoplay-policy=no-user-gesture-required"] },
    rows: {
      secure: ["fails", /not loaded by https/, [/Serve the toolbar by https/]],
      locks: ["limited", /grants no locks/, [/Serve the toolbar by https/]],
      notifications: "limited",
    },
  },
  {
    name: "settings that are not there are told",
    site: { body: (path) => (path === "/toolbar.json" ? null : undefined) },
    settings: null,
    rows: { ...SETTINGS_UNKNOWN, settings: ["fails", /toolbar\.json is answered with HTTP 404/, [/beside this page/]] },
  },
  {
    name: "settings with a slip of the pen are told",
    settings: '{ "gateway": "/agentgateway/resource", }',
    rows: { ...SETTINGS_UNKNOWN, settings: ["fails", /not one JSON object/, [/Correct the file/]] },
  },
  {
    name: "a start page in the place of the settings is told",
    settings: START_PAGE,
    rows: { ...SETTINGS_UNKNOWN, settings: ["fails", /not one JSON object/, [/sends the file itself/]] },
  },
  {
    name: "a wrong setting is named",
    looks: true,
    settings: { limits: { pollHoldMs: 60_000 } },
    rows: { ...SETTINGS_UNKNOWN, settings: ["fails", /^“limits\.pollHoldMs” in toolbar\.json/, [/the README lists/]] },
  },
];
