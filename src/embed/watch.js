// Watches over a mounted toolbar from outside of its core: notices when the core is dead and makes an end of it. What
// pops up is the browser's and no part of a picture, so it is closed here too.
//
// Dead is one that has panicked or trapped, and one that no longer takes in what happens. The toolbar's
// own page is loaded anew, so often; a page that belongs to a host is told, and left alone. Whoever speaks to a host
// from outside of the core hears `stopped` on the toolbar's element, because a dead core cannot be asked.

import { silence } from "../driver/ring.js";

const LOOK_EVERY = 1000;
const MOST_RESTARTS = 3;
const RESTARTS_WITHIN = 300_000;
const ENTRY = "agent-toolbar restarts";

/** Of this script and of the core, wherever they were loaded from. */
const ADDRESS = import.meta.url.replace(/\.js$/, "");

const RESTARTING = [
  "The agent toolbar is restarting. Use your phone meanwhile.",
  "座席工具条正在重新启动。在此期间请使用话机。",
];
const GIVEN_UP = [
  "The agent toolbar has stopped again and again. Use your phone, and tell your administrator. Reload the page to try once more.",
  "座席工具条多次停止运行。请使用话机并联系管理员；刷新页面可再试一次。",
];
const STOPPED = [
  "The agent toolbar has stopped. Use your phone. Reload the page and sign in to have it back.",
  "座席工具条已停止运行。请使用话机；刷新页面并重新签入后可恢复。",
];

/** Watches until the toolbar is disposed of or dead. */
export function watch(toolbar, element, isOwnPage) {
  const ends = new AbortController();
  const { signal } = ends;
  const looking = setInterval(look, LOOK_EVERY);
  const ringing = new MutationObserver(() => element.querySelector("[data-ring=sounding]") && close());
  ringing.observe(element, { subtree: true, attributeFilter: ["data-ring"] });
  element.addEventListener("keydown", ({ key }) => key === "Escape" && close(), { signal });
  signal.onabort = () => (clearInterval(looking), ringing.disconnect());
  addEventListener("error", ({ error }) => hear(error), { signal });
  addEventListener("unhandledrejection", ({ reason }) => hear(reason), { signal });

  function look() {
    const isAlive = trial(() => toolbar.isAlive(), false);
    if (isAlive === undefined) {
      ends.abort();
    } else if (!isAlive) {
      bury();
    }
  }

  /** What was thrown in the core, or by what the core has called. A page may have its own scripts in the same file. */
  function hear(error) {
    const stack = error?.stack ?? "";
    if (stack.includes(ADDRESS) && stack.includes("wasm-function")) {
      bury();
    }
  }

  function bury() {
    ends.abort();
    silence();
    trial(() => toolbar.dispose());
    if (isOwnPage && mayRestart()) {
      say(RESTARTING);
      location.reload();
    } else {
      say(isOwnPage ? GIVEN_UP : STOPPED);
      element.dispatchEvent(new Event("stopped"));
    }
  }

  /** Closes what pops up: by Escape, and because a call that begins to ring lies below it. */
  function close() {
    for (const part of element.querySelectorAll("details[open]")) {
      if (part.matches(":focus-within")) {
        part.firstChild.focus();
      }
      part.open = false;
    }
  }

  function say(sentences) {
    const paragraphs = sentences.map((sentence, index) => {
      const paragraph = document.createElement("p");
      paragraph.lang = ["en", "zh-CN"][index];
      paragraph.role = "alert";
      paragraph.textContent = sentence;
      return paragraph;
    });
    element.replaceChildren(...paragraphs);
  }
}

/** Counts this restart, unless there were enough of late. A page that cannot count restarts once. */
function mayRestart() {
  return trial(() => {
    const now = Date.now();
    const before = JSON.parse(sessionStorage.getItem(ENTRY) ?? "[]").filter((at) => now - at < RESTARTS_WITHIN);
    sessionStorage.setItem(ENTRY, JSON.stringify([...before, now]));
    return before.length < MOST_RESTARTS;
  }, performance.getEntriesByType("navigation")[0]?.type !== "reload");
}

function trial(act, otherwise) {
  try {
    return act();
  } catch {
    return otherwise;
  }
}
