// What the browser or its settings hold back.

import { policy } from "../site.mjs";

const WITHOUT = (what) => `delete ${what}`;

export default [
  {
    name: "sound that needs a press is told, and comes with one",
    browser: { args: ["--mute-audio"] },
    rows: { autoplay: ["limited", /held back until something is pressed/, [/press on “Sign in” is enough/]] },
    async act({ page, preflight, check }) {
      await page.getByRole("button", { name: "Run again" }).click();
      const { autoplay } = await preflight.rows();
      check.equal([autoplay.result, autoplay.found], ["works", "Sound is let through, now that something has been pressed on this page."], "after a press");
    },
  },
  {
    name: "a frame that withholds sound is told",
    frame: {},
    browser: { args: ["--mute-audio"] },
    site: { headers: () => ({ "Content-Security-Policy": policy({ "frame-ancestors": "http:" }) }) },
    rows: {
      autoplay: ["fails", /The frame around this page.*withholds sound/, [/allow="autoplay", every frame around it too/]],
      framing: ["works", /framed by/, []],
      notifications: ["limited", /Inside a frame browsers show no notifications/, [/page around the toolbar/]],
      storage: ["works", /apart for each site that frames it/, []],
    },
  },
  {
    name: "a browser without sound is told",
    prepare: WITHOUT("window.AudioContext"),
    rows: { autoplay: ["fails", /makes no sound for pages/, [/Web Audio/]] },
  },
  {
    name: "notifications that nobody has allowed are told",
    browser: { permissions: { notifications: "prompt" } },
    rows: { notifications: ["limited", /Nobody has allowed notifications yet/, [/asks at the sign-in/]] },
  },
  {
    name: "notifications that are blocked are told",
    looks: true,
    browser: { permissions: { notifications: "denied" } },
    rows: { notifications: ["limited", /Notifications are blocked/, [/in the browser's settings/]] },
  },
  {
    name: "a browser that saves nothing is told",
    browser: { preferences: { profile: { default_content_setting_values: { cookies: 2, notifications: 1 } } } },
    rows: {
      storage: ["limited", /saves nothing for this page/, [/cookies and site data/]],
      locks: ["limited", /grants no locks/, [/one tab with the toolbar/]],
    },
  },
  {
    name: "a browser without locks is told",
    prepare: WITHOUT("Navigator.prototype.locks"),
    rows: { locks: ["limited", /grants no locks/, [/one tab with the toolbar/]] },
  },
  {
    name: "a browser without channels is told",
    prepare: WITHOUT("window.BroadcastChannel"),
    rows: { channel: ["limited", /not speak to each other/, [/one tab with the toolbar/]] },
  },
  {
    name: "a browser without WebAssembly is told",
    prepare: WITHOUT("window.WebAssembly"),
    rows: { wasm: ["fails", /has no WebAssembly/, [/Use a current browser/]] },
  },
  {
    name: "a policy that refuses workers is told",
    site: { headers: () => ({ "Content-Security-Policy": policy({ "worker-src": "'none'" }) }) },
    rows: { worker: ["limited", /may have no worker/, [/worker-src 'self'.*shown late/]] },
  },
  {
    name: "a policy that does not name the toolbar's Trusted Types policy is told",
    site: { headers: () => ({ "Content-Security-Policy": policy({ "trusted-types": "'none'" }) }) },
    rows: { worker: ["limited", /refuses the toolbar's own Trusted Types policy/, [/trusted-types agent-toolbar.*shown late/]] },
  },
];
