// The page of a Zendesk app: the vendor's ZAF client here, the toolbar in the frame inside.
//
// A sample, not proven against Zendesk: the vendor serves its script from its own address only.

import { follow, frameToolbar } from "../adapter.js";
import { found, fromToolbar, search } from "./mapping.js";

const toolbar = frameToolbar(document.getElementById("toolbar"));
const client = window.ZAFClient.init();

function tell(calls) {
  for (const [method, ...words] of calls) {
    client[method](...words);
  }
}

client.on("app.registered", () =>
  follow(toolbar, async (event) => {
    tell(fromToolbar(event));
    const wanted = search(event);
    if (wanted) {
      const answer = await client.request(wanted).catch(() => console.warn("Zendesk did not search"));
      tell(found(answer ?? {}));
    }
  }),
);
