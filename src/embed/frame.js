// The way from a toolbar in a frame to the page around it: who may speak, and how much.
//
// Only the window around the frame, and only where its origin is one of those that the settings name, in whole. It is
// told that the frame is there, answers with one end of a channel, and everything else is said on that channel, which no
// other page can reach. What may be said there is decided in the core.

/** The longest text that is taken in, in characters. */
const LONGEST = 65_536;
/** So many texts may come at once, and one more in each of these milliseconds. */
const MOST_AT_ONCE = 100;
const ONE_MORE_EVERY = 50;
/** After so many texts that nobody could say by mistake the channel is closed. */
const MOST_NONSENSE = 20;
const MOST_NONCES = 1_000;
/** Room below what is open, in pixels. */
const SHADOW = 12;

/** Answers hosts, as long as the page lives. */
export function answerHosts(toolbar, element) {
  const origins = toolbar.origins()?.match(/.+/g) ?? [];
  const used = new Set();
  const sizes = new ResizeObserver(measure);
  const changes = new MutationObserver(measure);
  let size = "";
  let port;

  document.documentElement.dataset.framed = "";
  sizes.observe(element);
  changes.observe(element, { subtree: true, childList: true, attributeFilter: ["open", "data-hint"] });
  for (const name of ["pointerover", "pointerout", "focusin", "focusout"]) {
    element.addEventListener(name, measure);
  }
  element.addEventListener("stopped", () => say({ type: "stopped" }));

  addEventListener("message", ({ source, origin, data, ports }) => {
    const isHello = source === parent && origins.includes(origin) && data?.agentToolbar === "hello" && data.v === 1;
    const { nonce } = isHello ? data : {};
    const isNonce = typeof nonce === "string" && /^[0-9a-f]{32}$/.test(nonce);
    if (!isNonce || used.has(nonce) || used.size >= MOST_NONCES || ports.length !== 1) {
      return;
    }
    used.add(nonce);
    open(ports[0], origin, nonce);
  });
  for (const origin of whereParentIs(origins)) {
    parent.postMessage({ agentToolbar: "ready", v: 1 }, origin);
  }

  /** The newest host is the one: its script may have been loaded anew. */
  function open(next, origin, nonce) {
    port?.close();
    port = next;
    let nonsense = 0;
    let room = MOST_AT_ONCE;
    let last = performance.now();
    next.onmessage = ({ data }) => {
      const now = performance.now();
      room = Math.min(MOST_AT_ONCE, room + (now - last) / ONE_MORE_EVERY) - 1;
      last = now;
      if (room < 0 || !hear(data)) {
        room = Math.max(room, 0);
        nonsense += 1;
        if (nonsense > MOST_NONSENSE) {
          next.close();
        }
      }
    };
    say({ type: "welcome", nonce });
    toolbar.connect(origin, (text) => next.postMessage(text));
    size = "";
    measure();
  }

  /** Tells how high the toolbar is, and how far down something is open over what follows it. */
  function measure() {
    const bottom = (part) => Math.ceil(part.getBoundingClientRect().bottom);
    const height = bottom(element);
    const open = [...element.querySelectorAll(".hint, .menu, [open] > .pop-up")].map(bottom);
    const words = { type: "size", height, full: Math.max(height, ...open.map((end) => end && end + SHADOW)) };
    if (port && size !== (size = JSON.stringify(words))) {
      say(words);
    }
  }

  function say(words) {
    port?.postMessage(JSON.stringify({ v: 1, ...words }));
  }

  /** Takes in one text. Whether it could be understood. */
  function hear(text) {
    if (typeof text !== "string" || text.length > LONGEST) {
      return false;
    }
    const { type, display } = read(text) ?? {};
    if (type === "ping") {
      if (toolbar.isAlive()) {
        say({ type: "pong" });
      }
      return true;
    }
    if (type === "display" && ["docked", "minimized", "hidden"].includes(display)) {
      element.dataset.display = display;
      return true;
    }
    return toolbar.hear(text);
  }
}

/** Where the page around may be: the browser tells it, and one that does not is made to find out by who may hear. */
function whereParentIs(origins) {
  const around = location.ancestorOrigins?.[0];
  return around === undefined ? origins : origins.filter((origin) => origin === around);
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
