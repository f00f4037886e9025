// The channel provider's page in Dynamics 365: the framework's script here, the toolbar in the frame inside.
//
// A sample, not proven against Dynamics: the vendor serves its script from each customer's own address only.

import { ask, follow, frameToolbar } from "../adapter.js";
import { fromNotification, fromToolbar, notification } from "./mapping.js";

const place = document.getElementById("toolbar");
const toolbar = frameToolbar(place);
const { template } = place.dataset;

function begin() {
  const framework = window.Microsoft.CIFramework;
  const refused = (method) => (error) => console.warn(method, error?.message);
  follow(toolbar, async (event) => {
    for (const [method, ...words] of fromToolbar(event, template)) {
      framework[method](...words).catch(refused(method));
    }
    const shown = notification(event, template);
    const answer = shown && (await framework.notifyEvent(shown).catch(refused("notifyEvent")));
    const decided = answer && fromNotification(event, read(answer));
    if (decided) {
      ask(toolbar, decided);
    }
  });
}

/** The framework's answers are objects or their text. */
function read(answer) {
  return typeof answer === "string" ? JSON.parse(answer) : answer;
}

if (window.Microsoft?.CIFramework) {
  begin();
} else {
  addEventListener("CIFInitDone", begin, { once: true });
}
