// The adapter pages in a real browser: vendor's page outside, adapter in it, toolbar in that. Three origins.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { frameAt } from "../hostile/scene.mjs";
import { DYNAMICS, SALESFORCE, ZENDESK } from "./vendors.mjs";

const CALLER = "07551234567";

/** A page of a vendor that frames an adapter as HubSpot's own script would. */
const hubSpotPage = (app) => `<!doctype html><meta charset="utf-8"><title>HubSpot</title>
<body data-app="${app}"><h1>Contacts</h1><div id="calling"></div><script type="module" src="/host.js"></script>`;

const vendorPage = (app) => `<!doctype html><meta charset="utf-8"><title>CRM</title>
<body><iframe src="${app}" width="600" height="300" allow="autoplay"></iframe>`;

/** Every case, for `runCases`. `adapters`: where the built pages are, `hubSpotHost`: the script that stands for HubSpot. */
export function pages(embedded, { adapters, hubSpotHost }) {
  return [
    [
      "HubSpot shows a ringing call and opens the caller",
      async (check) => {
        const { page, toolbar } = await hubSpot(check);
        await toolbar.signsIn("101");
        await heard(check, page, "LOGGED_IN", "USER_AVAILABLE");
        const call = await embedded.desk.ring(101, { caller: CALLER });
        const [{ data }] = await heard(check, page, "INCOMING_CALL");
        check.equal(
          [data.fromNumber, data.externalCallId.split("/")[0], data.createEngagement],
          [CALLER, call, true],
          "the call",
        );
        await check.eventually(
          () => page.evaluate(() => location.hash),
          (hash) => hash === "#/contacts/1/record/0-1/42",
          "the caller's record",
        );
        check.equal(await page.getByRole("heading").textContent(), "Amara Lindqvist", "who is shown");
        await toolbar.presses("Answer");
        await heard(check, page, "CALL_ANSWERED");
        await toolbar.presses("Drop");
        const [ended] = await heard(check, page, "CALL_ENDED");
        check.equal([ended.data.engagementId, ended.data.callEndStatus], [901, "COMPLETED"], "how it ended");
        await heard(check, page, "CALL_COMPLETED");
        check.equal(await embedded.desk.commands(), [`PUT answer ${call}`, "DELETE release"], "commands");
        check.equal(page.troubles, [], "errors");
      },
    ],

    [
      "HubSpot is told of a call that nobody answers, and opens nothing for a number that it does not know",
      async (check) => {
        const { page, toolbar } = await hubSpot(check);
        await toolbar.signsIn("101");
        const call = await embedded.desk.ring(101, { caller: "0999" });
        await heard(check, page, "INCOMING_CALL");
        await embedded.desk.hangUp(call);
        const [ended] = await heard(check, page, "CALL_ENDED");
        check.equal(ended.data.callEndStatus, "MISSED", "how it ended");
        check.equal(await page.evaluate(() => location.hash), "", "what was opened");
      },
    ],

    [
      "HubSpot is told that a call is over for it when the toolbar was loaded anew and could keep nothing, and ends the next",
      async (check) => {
        await embedded.setUp({ savedRecord: false, hosts: embedded.hosts({ adapter: ["drop"] }) });
        const { page, toolbar } = await hubSpot(check);
        await toolbar.signsIn("101");
        await embedded.desk.ring(101, { caller: CALLER });
        await toolbar.presses("Answer");
        await heard(check, page, "CALL_ANSWERED");
        const frame = await frameAt(page, embedded.address);
        await frame.evaluate(() => location.reload());
        await heard(check, page, "CALL_ENDED", "CALL_COMPLETED", "LOGGED_OUT");
        await embedded.desk.reset();
        await toolbar.signsIn("101");
        await embedded.desk.ring(101, { caller: CALLER });
        await toolbar.presses("Answer");
        await toolbar.shows("Talking");
        await check.eventually(
          () => page.evaluate(() => window.heard.filter(({ type }) => type === "CALL_ANSWERED").length),
          (count) => count === 2,
          "the next call is told",
        );
        await page.evaluate(() => window.say("END_CALL"));
        await toolbar.shows("No call");
        check.equal((await embedded.desk.requests("release")).length, 1, "requests that end a call");
      },
    ],

    [
      "HubSpot's End call is refused without a grant, and drops the call with one",
      async (check) => {
        for (const [verbs, expected] of [
          [[], 0],
          [["drop"], 1],
        ]) {
          await embedded.desk.reset();
          await embedded.setUp({ hosts: embedded.hosts({ adapter: verbs }) });
          const { page, toolbar, adapter } = await hubSpot(check);
          const warnings = [];
          page.on("console", (message) => warnings.push(message.text()));
          await toolbar.signsIn("101");
          await embedded.desk.ring(101, { caller: CALLER });
          await toolbar.presses("Answer");
          await heard(check, page, "CALL_ANSWERED");
          await page.evaluate(() => window.say("END_CALL"));
          if (expected) {
            await heard(check, page, "CALL_ENDED");
          } else {
            await check.eventually(
              () => warnings.join(),
              (text) => text.includes("drop"),
              "the refusal is on the console",
            );
          }
          check.equal((await embedded.desk.requests("release")).length, expected, "requests");
          check.that(adapter.url().startsWith(embedded.places.origin("adapter")), "the adapter is a page of its own");
          await page.close();
        }
      },
    ],

    [
      "HubSpot minimises and docks the toolbar",
      async (check) => {
        const { page, toolbar } = await hubSpot(check);
        await toolbar.signsIn("101");
        await heard(check, page, "LOGGED_IN");
        const frame = await frameAt(page, embedded.address);
        const display = () => frame.evaluate(() => document.getElementById("agent-toolbar").dataset.display);
        for (const [isMinimized, expected] of [
          [true, "minimized"],
          [false, "docked"],
        ]) {
          await page.evaluate((isMinimized) => window.say("VISIBILITY_CHANGED", { isMinimized }), isMinimized);
          await check.eventually(display, (display) => display === expected, expected);
        }
      },
    ],

    [
      "a first SYNC from another window does not win HubSpot's place",
      async (check) => {
        check.equal(await theft(check), { dropped: 0, isHeard: true }, "after the theft");
      },
    ],

    [
      "without the adapter's own look at who speaks, that theft is seen",
      async (check) => {
        const guarded = await readFile(join(adapters, "hubspot/adapter.js"), "utf8");
        const open = guarded.replace(/(\w+)\.stopImmediatePropagation\(\)/, "void $1");
        check.that(open !== guarded, "the guard is there to be taken out");
        check.equal(await theft(check, open), { dropped: 1, isHeard: false }, "after the theft");
      },
    ],

    [
      "Zendesk shows the panel and opens the caller, by its contract",
      async (check) => {
        const { adapter, toolbar } = await sample("zendesk", ZENDESK, check);
        await toolbar.signsIn("101");
        await embedded.desk.ring(101, { caller: CALLER });
        await says(check, adapter, [
          ["invoke", "popover", "show"],
          ["request", { url: `/api/v2/users/search.json?query=phone%3A${CALLER}`, type: "GET" }],
          ["invoke", "routeTo", "user", 42],
        ]);
      },
    ],

    [
      "Salesforce shows the panel and searches for the caller, by its contract",
      async (check) => {
        const { adapter, toolbar } = await sample("salesforce", SALESFORCE, check);
        await toolbar.signsIn("101");
        await embedded.desk.ring(101, { caller: CALLER });
        await says(check, adapter, [
          ["setSoftphonePanelVisibility", { visible: true }],
          ["searchAndScreenPop", { searchParams: CALLER, queryParams: "", callType: "inbound", deferred: false }],
        ]);
      },
    ],

    [
      "Dynamics opens the caller, and its notification answers the call where that is granted",
      async (check) => {
        await embedded.setUp({ hosts: embedded.hosts({ adapter: ["answer"] }) });
        const { adapter, toolbar } = await sample("dynamics", DYNAMICS, check);
        await toolbar.signsIn("101");
        const call = await embedded.desk.ring(101, { caller: CALLER });
        await check.eventually(
          () => adapter.evaluate(() => window.said.map(([method]) => method)),
          (said) => said.includes("notifyEvent"),
          "the notification",
        );
        check.equal(
          await adapter.evaluate(() => window.said.map(([method]) => method)),
          ["setMode", "searchAndOpenRecords", "notifyEvent"],
          "what was said",
        );
        await adapter.evaluate(() => window.decide("Accept", "Accept"));
        await toolbar.shows("Talking");
        await check.eventually(
          () => adapter.evaluate(() => window.said.at(-1)[0]),
          (method) => method === "cancelEvent",
          "the notification is taken back",
        );
        check.equal(await embedded.desk.commands(), [`PUT answer ${call}`], "commands");
      },
    ],

    [
      "Dynamics's notification answers nothing by itself, nor without a grant",
      async (check) => {
        for (const [verbs, reason] of [
          [["answer"], "AutoAccept"],
          [[], "Accept"],
        ]) {
          await embedded.desk.reset();
          await embedded.setUp({ hosts: embedded.hosts({ adapter: verbs }) });
          const { page, adapter, toolbar } = await sample("dynamics", DYNAMICS, check);
          await toolbar.signsIn("101");
          await embedded.desk.ring(101, { caller: CALLER });
          await check.eventually(
            () => adapter.evaluate(() => window.said.at(-1)?.[0]),
            (method) => method === "notifyEvent",
            "the notification",
          );
          await adapter.evaluate((reason) => window.decide("Accept", reason), reason);
          await toolbar.canPress("Answer");
          await page.waitForTimeout(500);
          check.equal(await embedded.desk.commands(), [], `commands after ${reason}`);
          await page.close();
        }
      },
    ],
  ].map(([sentence, run]) => [sentence, (check) => afresh(run, check)]);

  /** Nobody is signed in, nothing is granted, and no page is left of the case before. */
  async function afresh(run, check) {
    await Promise.all(embedded.context.pages().map((page) => page.close()));
    await embedded.desk.reset();
    await embedded.setUp({ hosts: embedded.hosts({ adapter: [] }) });
    await run(check);
  }

  /** HubSpot's page with the adapter in it, served as whoever deploys it would. */
  async function hubSpot(check, script) {
    const app = await serveAdapter("hubspot", script);
    const address = embedded.places.serve("hubspot", { "/": hubSpotPage(app), "/host.js": hubSpotHost });
    return open(check, address);
  }

  /** A CRM's page with the adapter in it, its vendor's script replaced by a stand-in. */
  async function sample(name, standIn, check) {
    const app = await serveAdapter(name, undefined, standIn);
    return open(check, embedded.places.serve("vendor", { "/": vendorPage(app) }));
  }

  async function open(check, address) {
    const page = await embedded.newPage();
    await page.goto(address);
    const adapter = await frameAt(page, embedded.places.origin("adapter"));
    return { page, adapter, toolbar: embedded.toolbarIn(page, check, "iframe", "iframe") };
  }

  /** Serves an adapter's page; its address. `script` and `standIn` replace its own script and its vendor's. */
  async function serveAdapter(name, script, standIn) {
    const folder = join(adapters, name);
    const html = (await readFile(join(folder, "index.html"), "utf8"))
      .replace(/data-toolbar="[^"]*"/, `data-toolbar="${embedded.address}"`)
      .replace(/data-hosts="[^"]*"/, `data-hosts="${embedded.places.origin("hubspot")}"`)
      .replace(/data-template=""/, `data-template="incoming"`)
      .replace(/<script src="https:[^>]*><\/script>/, standIn ? `<script>${standIn}</script>` : "");
    return embedded.places.serve("adapter", {
      "/": html,
      "/adapter.js": script ?? (await readFile(join(folder, "adapter.js"), "utf8")),
      "/adapter.css": await readFile(join(folder, "adapter.css"), "utf8"),
    });
  }

  /**
   * Another frame in HubSpot's page sends the first SYNC, names itself and asks for the end of a call; the requests that
   * end one, and whether HubSpot's own page is heard afterwards.
   */
  async function theft(check, script) {
    await embedded.setUp({ hosts: embedded.hosts({ adapter: ["drop"] }) });
    const app = await serveAdapter("hubspot", script);
    const thief = embedded.places.serve("thief", { "/": "<!doctype html><title>Thief</title>" });
    const page = await embedded.newPage();
    await page.goto(embedded.places.serve("hubspot", { "/": `${vendorPage(app)}<iframe src="${thief}"></iframe>` }));
    const toolbar = embedded.toolbarIn(page, check, `iframe[src="${app}"]`, "iframe");
    await toolbar.hasSignInForm();
    const frame = await frameAt(page, thief);
    await frame.evaluate(
      (hostUrl) => parent.frames[0].postMessage({ type: "SYNC", messageId: "1", hostUrl }, "*"),
      new URL(thief).origin,
    );
    await toolbar.signsIn("101");
    await embedded.desk.ring(101, { caller: CALLER });
    await toolbar.presses("Answer");
    await toolbar.shows("Talking");
    await frame.evaluate(() => parent.frames[0].postMessage({ type: "END_CALL", messageId: "2" }, "*"));
    await page.waitForTimeout(700);
    const isHeard = await page.evaluate(
      () =>
        new Promise((resolve) => {
          addEventListener("message", ({ data }) => data?.type === "SYNC_ACK" && resolve(true));
          setTimeout(resolve, 2000, false);
          frames[0].postMessage({ type: "SYNC", messageId: "3", hostUrl: location.origin }, "*");
        }),
    );
    return { dropped: (await embedded.desk.requests("release")).length, isHeard };
  }
}

/** Waits until HubSpot has been told each of these; the messages. */
async function heard(check, page, ...types) {
  const all = () => page.evaluate(() => window.heard);
  const found = await check.eventually(
    all,
    (heard) => types.every((type) => heard.some((message) => message.type === type)),
    types.join(),
  );
  return types.map((type) => found.findLast((message) => message.type === type));
}

/** Waits until the vendor's stand-in has been told all of these, in this order, and nothing else. */
async function says(check, adapter, expected) {
  const said = await check.eventually(
    () => adapter.evaluate(() => window.said),
    (said) => said.length >= expected.length,
    "what was said",
  );
  check.equal(said, expected, "what was said");
}
