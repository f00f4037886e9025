// The page that HubSpot frames: its SDK here, the toolbar in the frame inside.
//
// The SDK takes its first SYNC from whoever sends it, and from then on trusts the address that it names. So nothing
// reaches it but from HubSpot's page around this one; besides, the page must be served with `frame-ancestors`.

import CallingExtensions from "@hubspot/calling-extensions-sdk";
import { ask, follow, frameToolbar, hearOnlyParent } from "../adapter.js";
import { fromHubSpot, fromToolbar, isOnlyShown, isOnlyTeller, NOTHING } from "./mapping.js";

const HANDLERS = [
  "onCreateEngagementSucceeded",
  "onCallerIdMatchSucceeded",
  "onDialNumber",
  "onEndCall",
  "onVisibilityChanged",
];

const place = document.getElementById("toolbar");
const toolbar = frameToolbar(place);
hearOnlyParent(place.dataset.hosts.split(" "));

let memory = NOTHING;

function tell(calls) {
  for (const [method, ...words] of calls) {
    hubSpot[method](...words);
  }
}

function hearHubSpot(name, data) {
  const [after, calls, asks] = fromHubSpot(memory, name, data);
  memory = after;
  tell(calls);
  asks.forEach((asked) => ask(toolbar, asked));
}

function hearToolbar(event) {
  const [after, calls] = fromToolbar(memory, event);
  memory = after;
  tell(calls);
}

const hubSpot = new CallingExtensions({
  debugMode: false,
  eventHandlers: {
    ...Object.fromEntries(HANDLERS.map((name) => [name, (data) => hearHubSpot(name, data)])),
    onReady(data) {
      if (!isOnlyShown(data)) {
        hearHubSpot("onReady", data);
        follow(toolbar, (event) => hearToolbar({ ...event, leads: event.leads || isOnlyTeller(data) }));
      }
    },
    defaultEventHandler() {},
  },
});
