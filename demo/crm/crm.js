// The sample CRM page: has the toolbar that its address names, pops whoever rings, and behaves a little like a CRM.

import { init } from "./agent-toolbar.js";

const DEFAULT_PORT = 8043;

/** The toolbar's address: `?toolbar=…` if it is an address on this very host, else the usual port. */
function toolbarAddress() {
  const asked = new URLSearchParams(location.search).get("toolbar");
  if (asked && URL.canParse(asked)) {
    const address = new URL(asked);
    const isWeb = address.protocol === "http:" || address.protocol === "https:";
    // Whoever sends a link to this page must not choose what it shows as the phone.
    if (isWeb && address.hostname === location.hostname) {
      return address.href;
    }
  }
  return `http://${location.hostname}:${DEFAULT_PORT}/`;
}

/** The people whose numbers this CRM knows. */
const PEOPLE = { "+4685550142": "Amara Lindqvist", "07551234567": "Li Wei", "+493055501": "Jonas Brandt" };

/** Shows the toolbar, or says that there is none. */
async function showToolbar() {
  const src = toolbarAddress();
  try {
    await fetch(src, { mode: "no-cors" });
  } catch {
    document.getElementById("toolbar-missing").textContent = `No toolbar answers at ${src} – start it with: cargo xtask demo`;
    return;
  }
  const toolbar = init(document.getElementById("phone-bar"), { src, agentId: "101" });
  toolbar.on("call.ringing", ({ call }) => pop(toolbar, call));
  for (const name of ["call.answered", "call.rejected", "call.missed", "call.ended"]) {
    toolbar.on(name, ({ callId, name: what }) => unpop(callId, what));
  }
  window.toolbar = toolbar;
}

/** Shows who rings, with a button that answers where the toolbar's settings let this page do so. */
function pop(toolbar, { callId, caller, skill }) {
  const who = element("p", "", `${PEOPLE[caller] ?? "Unknown caller"} · ${caller ?? "no number"}`);
  const why = element("p", "quiet", skill ? `Calls ${skill}` : "Calls");
  const words = document.createElement("div");
  words.append(who, why);
  const answer = element("button", "", "Answer");
  answer.type = "button";
  answer.onclick = () => toolbar.answer(callId).catch((error) => (why.textContent = error.message));
  const card = element("li", "pop", "");
  card.dataset.call = callId;
  card.append(words, answer);
  unpop(callId, "call.ringing");
  document.getElementById("pops").append(card);
}

/** The card of an answered call stays, without its button; any other goes. */
function unpop(callId, what) {
  const card = [...document.querySelectorAll(".pop")].find(({ dataset }) => dataset.call === callId);
  if (what === "call.answered") {
    card?.querySelector("button")?.remove();
  } else {
    card?.remove();
  }
}

function tellCustomerTime() {
  const clock = document.getElementById("customer-time");
  const tell = () => {
    clock.textContent = new Date().toLocaleTimeString("en-GB", { timeZone: "Europe/Stockholm", hour: "2-digit", minute: "2-digit" });
  };
  tell();
  setInterval(tell, 10_000);
}

function filterActivity() {
  const buttons = [...document.querySelectorAll("[data-show]")];
  const show = (kind) => {
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.dataset.show === kind));
    }
    for (const entry of document.querySelectorAll("[data-kind]")) {
      entry.hidden = kind !== "all" && entry.dataset.kind !== kind;
    }
  };
  for (const button of buttons) {
    button.addEventListener("click", () => show(button.dataset.show));
  }
  return show;
}

function takeNotes(show) {
  const form = document.getElementById("note-form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = form.elements.note.value.trim();
    if (text) {
      document.getElementById("activity-list").prepend(noteEntry(text));
      form.reset();
      show("all");
    }
  });
}

function noteEntry(text) {
  const entry = document.createElement("li");
  entry.dataset.kind = "note";
  const kind = element("span", "kind", "Note");
  const body = document.createElement("div");
  body.append(element("p", "", text), element("p", "quiet", "You · just now"));
  entry.append(kind, body);
  return entry;
}

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

showToolbar();
tellCustomerTime();
takeNotes(filterActivity());
