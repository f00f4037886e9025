// A window that was popped out of a frame shows the session that the frame keeps: both ends of the way between them.
//
// Both are pages of the toolbar's own origin, and nothing is said to any other. The window asks whoever opened it, and
// is given a port, on which it is one more tab that never leads.

/** How long the opener may take to answer, and how long it may be silent: it says a word every four seconds. */
const ANSWER_WITHIN = 5_000;
const SILENT_FOR = 10_000;
const LOOK_EVERY = 1_000;

const GONE = [
  "The page that keeps this toolbar has closed it. Close this window, and use the toolbar there.",
  "保持此工具条的页面已将其关闭。请关闭本窗口，并在该页面中使用工具条。",
];
const SIGN_IN = [
  "Sign in where this window was opened.",
  "请在打开本窗口的页面中签入。",
];

/** In the window: the port that its opener gives; undefined where it gives none, or is gone. */
export async function portOfOpener() {
  if (!opener) {
    return undefined;
  }
  return new Promise((resolve) => {
    const ends = new AbortController();
    addEventListener("message", ({ source, origin, data, ports }) => {
      if (source === opener && origin === location.origin && data?.agentToolbar === "window" && ports.length === 1) {
        resolve(ports[0]);
      }
    }, { signal: ends.signal });
    opener.postMessage({ agentToolbar: "window", v: 1 }, location.origin);
    setTimeout(() => resolve(ends.abort()), ANSWER_WITHIN);
  });
}

/** In the window: follows the frame until it is gone, and says so; a frame that was loaded anew is found again. */
export function follow(bar, port, place) {
  if (!port) {
    bar.dispose();
    return place.replaceChildren(...say(GONE, "alert"));
  }
  const hint = document.createElement("div");
  hint.append(...say(SIGN_IN, "status"));
  place.append(hint);
  bar.connect(undefined, (text) => {
    const { snapshot } = JSON.parse(text);
    if (snapshot) {
      const isIn = snapshot.session.state === "signedIn";
      hint.hidden = isIn;
      place.dataset.view = isIn ? "in" : "out";
    }
  });
  let heard = performance.now();
  port.addEventListener("message", () => (heard = performance.now()));
  port.addEventListener("close", () => location.reload());
  setInterval(() => {
    if (!opener || opener.closed || performance.now() - heard > SILENT_FOR) {
      location.reload();
    }
  }, LOOK_EVERY);
}

/** In the frame: gives the window a port, and is told when it is closed. The frame is one line meanwhile. */
export function share(bar, view, place) {
  const { port1, port2 } = new MessageChannel();
  bar.share(port1);
  view.postMessage({ agentToolbar: "window", v: 1 }, location.origin, [port2]);
  place.dataset.poppedOut = "";
  const looking = setInterval(() => {
    if (view.closed) {
      clearInterval(looking);
      bar.share(undefined);
      delete place.dataset.poppedOut;
    }
  }, LOOK_EVERY);
}

function say(sentences, role) {
  return sentences.map((sentence, index) => {
    const paragraph = document.createElement("p");
    paragraph.lang = ["en", "zh-CN"][index];
    paragraph.role = role;
    paragraph.textContent = sentence;
    return paragraph;
  });
}
