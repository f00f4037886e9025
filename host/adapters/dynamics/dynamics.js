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
  follow(toolbar, async (event) => {
    for (const [method, ...words] of fromToolbar(event, template)) {
      framework[method](...words).catch(({ message }) => console.warn(method, message));
    }
    const shown = notification(event, template);
    const decided = shown && fromNotification(event, read(await framework.notifyEvent(shown)));
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
