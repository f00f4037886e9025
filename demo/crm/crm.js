// The sample CRM page: frames the toolbar that its address names, and behaves a little like a CRM.

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

/** Frames the toolbar, or says that there is none. */
async function frameToolbar() {
  const address = toolbarAddress();
  const phone = document.getElementById("phone");
  try {
    await fetch(address, { mode: "no-cors" });
  } catch {
    document.getElementById("toolbar-missing").textContent = `No toolbar answers at ${address} – start it with: cargo xtask demo`;
    return;
  }
  const frame = document.createElement("iframe");
  frame.title = "Agent toolbar";
  frame.allow = "autoplay";
  // The toolbar comes from another origin, so these two together do not let it out of its frame.
  frame.sandbox = "allow-scripts allow-same-origin allow-forms allow-popups";
  frame.src = address;
  phone.prepend(frame);
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

frameToolbar();
tellCustomerTime();
takeNotes(filterActivity());
