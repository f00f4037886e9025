// What every adapter page does: it frames the toolbar and lets a mapping say what becomes of each event.
//
// Two frames: the vendor's script runs in this page, the toolbar in a frame of another origin inside it. So no
// script of a vendor shares the toolbar's realm, and none can ask for more than toolbar.json grants this page.

import { init } from "../agent-toolbar.js";

/** What the mappings make something of. */
const EVENTS = [
  "session.started",
  "session.lost",
  "session.ended",
  "agent.stateChanged",
  "call.ringing",
  "call.answered",
  "call.rejected",
  "call.missed",
  "call.ended",
];

/** The toolbar that the page names in `data-toolbar`, which only whoever serves the page can set. */
export function frameToolbar(place) {
  return init(place, { src: place.dataset.toolbar });
}

/**
 * Calls `hear` for every event that a mapping knows, the present state first. `leads`: this is the agent's one tab that
 * rings, and so the one that opens something; every other is told the same.
 */
export function follow(toolbar, hear) {
  const leads = () => ["alone", "leading"].includes(toolbar.getSnapshot().leader);
  for (const name of EVENTS) {
    toolbar.on(name, (event) => hear({ ...event, leads: leads() }));
  }
}

/** Asks the toolbar for `[verb, ...arguments]`. What is refused is said on the console and nowhere else. */
export function ask(toolbar, [verb, ...words]) {
  const asked = toolbar[verb](...words);
  asked?.catch(({ message }) => console.warn(message));
}

/**
 * Lets messages from the page around this one through, where its origin is one of these, and no others.
 *
 * For a vendor's script that does not look closely itself. Only listeners that are added later are spared, so the
 * toolbar must have been framed before, and the vendor's script be begun afterwards.
 */
export function hearOnlyParent(origins) {
  addEventListener("message", (event) => {
    if (event.source !== parent || !origins.includes(event.origin)) {
      event.stopImmediatePropagation();
    }
  });
}
