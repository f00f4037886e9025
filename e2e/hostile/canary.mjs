// The session's Guid is the canary: it is looked for in everything that the page around the toolbar can see.

import { eventually } from "../check.mjs";
import { frameAt, frameToolbar, isWelcomed, paper } from "./scene.mjs";
import { rings } from "./verbs.mjs";

/** Runs before every script of the host's page: everything that passes through the page's hands is kept. */
function watchEverything() {
  const seen = [];
  window.seen = seen;
  const keep = (...things) => {
    for (const thing of things) {
      try {
        seen.push(typeof thing === "string" ? thing : JSON.stringify(thing));
      } catch {
        seen.push(String(thing));
      }
    }
  };
  const tap = (target, name) => {
    const before = target?.[name];
    if (typeof before === "function") {
      target[name] = function (...words) {
        keep(name, ...words);
        return before.apply(this, words);
      };
    }
  };
  tap(window, "fetch");
  ["open", "send", "setRequestHeader"].forEach((name) => tap(XMLHttpRequest.prototype, name));
  ["append", "set"].forEach((name) => tap(Headers.prototype, name));
  tap(Navigator.prototype, "sendBeacon");
  tap(MessagePort.prototype, "postMessage");
  tap(BroadcastChannel.prototype, "postMessage");
  tap(Storage.prototype, "setItem");
  tap(JSON, "parse");
  ["log", "info", "warn", "error", "debug"].forEach((name) => tap(console, name));
  const { postMessage } = window;
  window.postMessage = (...words) => (keep("postMessage", ...words), postMessage.apply(window, words));
  const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data").get;
  addEventListener("message", (event) => keep("message", data.call(event)), true);
  const on = Object.getOwnPropertyDescriptor(MessagePort.prototype, "onmessage");
  Object.defineProperty(MessagePort.prototype, "onmessage", {
    ...on,
    set(handler) {
      on.set.call(this, (event) => {
        keep("port", data.call(event));
        handler?.call(this, event);
      });
    },
  });
  addEventListener("error", ({ message }) => keep("error", message));
  addEventListener("storage", ({ key, newValue }) => keep("storage", key, newValue));
}

/** Everything that lies about in the page: in the document, its storage, its names, and what it knows of loading. */
async function everythingAbout() {
  const found = [
    ...window.seen,
    document.documentElement.outerHTML,
    document.cookie,
    document.referrer,
    location.href,
    window.name,
  ];
  const add = (read) => {
    try {
      found.push(JSON.stringify(read()));
    } catch {
      // The browser does not let this page look, which is as good.
    }
  };
  const storage = (area) => Array.from({ length: area.length }, (_, at) => [area.key(at), area.getItem(area.key(at))]);
  add(() => storage(localStorage));
  add(() => storage(sessionStorage));
  add(() => performance.getEntries().map((entry) => entry.toJSON()));
  add(() =>
    [...document.querySelectorAll("iframe")].map(({ name, src, attributes }) => [
      name,
      src,
      [...attributes].map(({ value }) => value),
    ]),
  );
  for (let at = 0; at < frames.length; at += 1) {
    const frame = frames[at];
    ["name", "location", "document", "sessionStorage", "performance", "origin"].forEach((word) =>
      add(() => String(frame[word])),
    );
    add(() => frame.location.href);
    add(() => frame.history.state);
  }
  add(() => history.state);
  for (const { name } of await indexedDB.databases()) {
    found.push(String(name));
  }
  for (const name of await caches.keys()) {
    found.push(name);
  }
  return found;
}

/** Every case, for `runCases`. */
export const canary = (embedded) => [
  [
    "the Guid is in nothing that the page around the toolbar can see",
    async (check) => {
      const { page, guids, frame, toolbar } = await watched(embedded, check);
      const call = await rings(embedded, check, page, 0);
      await toolbar.presses("Answer");
      await toolbar.shows("Talking");
      for (const verb of ["getLedger", "answer", "setBusy", "listQueued"]) {
        await page.evaluate(([verb, id]) => hand.ask(0, verb, { id, offer: null, skillId: 1 }), [verb, call.callId]);
      }
      await toolbar.presses("Drop");
      await toolbar.shows("No call");
      await check.eventually(
        () => guids.size,
        (count) => count > 1,
        "Guids were renewed on their way to the toolbar",
      );
      check.that(await parted(page, frame), "the browser parts what it keeps by site");
      check.equal(await sightings(page, guids), [], "where the Guid was seen");
      await page.close();
    },
  ],

  [
    "a Guid that leaks by any way is seen",
    async (check) => {
      const { page, guids, frame } = await watched(embedded, check);
      const guid = [...guids].at(-1);
      const leaks = {
        "a message": () => frame.evaluate((guid) => parent.postMessage({ ledger: [guid] }, "*"), guid),
        "a port": async () => {
          await page.evaluate(() =>
            addEventListener("message", ({ ports: [port] }) => port && (port.onmessage = () => {})),
          );
          await frame.evaluate((guid) => {
            const { port1, port2 } = new MessageChannel();
            parent.postMessage({}, "*", [port2]);
            port1.postMessage(guid);
          }, guid);
        },
        "an attribute": () =>
          page.evaluate((guid) => document.querySelector("iframe").setAttribute("data-at", guid), guid),
        "the storage": () => page.evaluate((guid) => localStorage.setItem("at", guid), guid),
        "an address": () => page.evaluate((guid) => fetch(`/?${guid}`), guid),
        "the console": () => page.evaluate((guid) => console.debug({ guid }), guid),
        "the frame's name": () => page.evaluate((guid) => (document.querySelector("iframe").name = guid), guid),
      };
      for (const [way, leak] of Object.entries(leaks)) {
        const before = (await sightings(page, guids)).length;
        await leak();
        await eventually(
          () => sightings(page, guids),
          (found) => found.length > before,
          `a leak by ${way}`,
        );
        check.count += 1;
      }
      await page.evaluate(() => localStorage.clear());
      await page.close();
    },
  ],
];

/** A listed page that watches, with the toolbar in it, signed in; every Guid that the gateway sets. */
async function watched(embedded, check) {
  const page = await embedded.newPage();
  const guids = new Set();
  page.on("response", (response) => {
    const guid = response.headers()["set-guid"];
    if (guid) {
      guids.add(guid.replace(/^JSESSIONID=/, "").trim());
    }
  });
  const address = embedded.places.serve("crm", { "/": paper() });
  await page.addInitScript(`location.origin === ${JSON.stringify(new URL(address).origin)} && (${watchEverything})()`);
  await page.goto(address);
  const { toolbar } = await frameToolbar(embedded, page, check);
  const line = await page.evaluate((origin) => hand.greet("frames[0]", origin), new URL(embedded.address).origin);
  await isWelcomed(check, page, line);
  await toolbar.signsIn("101");
  await eventually(
    () => guids.size,
    (count) => count > 0,
    "a Guid on its way to the toolbar",
  );
  return { page, guids, toolbar, frame: await frameAt(page, embedded.address) };
}

/** Every place where a Guid can be read, once for each time. */
async function sightings(page, guids) {
  const all = await page.evaluate(everythingAbout);
  return all.flatMap((text) =>
    [...guids].flatMap((guid) => Array(text.split(guid).length - 1).fill(text.slice(0, 120))),
  );
}

/** Whether the toolbar's storage in this page is not the one of its own page. */
async function parted(page, frame) {
  await frame.evaluate(() => localStorage.setItem("trial", "kept"));
  const own = await page.context().newPage();
  await own.goto(frame.url());
  const kept = await own.evaluate(() => localStorage.getItem("trial"));
  await own.close();
  await frame.evaluate(() => localStorage.removeItem("trial"));
  return kept === null;
}
