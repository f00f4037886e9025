// The toolbar in a frame, looked after from the page around it.
//
// The frame says that it is there; it is answered with one end of a channel, and everything else is said there. Only
// the frame's own window and the origin of its address are listened to, and nothing is ever said to another.

import { makeToolbar, random, STOPPED, wrong } from "./toolbar.js";

/** How often the frame is asked whether it lives, and how many questions may stay without an answer. */
const ASK_EVERY = 5_000;
const MOST_UNANSWERED = 3;
/** How long a frame made anew may take to answer before it is made once more. */
const RETRY_AFTER = 30_000;
/** So many frames that have stopped answering are made anew in this time, and then no more. */
const MOST_REMADE = 3;
const REMADE_WITHIN = 300_000;

const DISPLAYS = ["docked", "minimized", "hidden"];
/** Until the frame has told its height, and least of it. */
const HEIGHT = 48;

const GIVEN_UP = `The agent toolbar has stopped again and again. Use your phone, and tell your administrator. Reload the page to try once more.
座席工具条多次停止运行。请使用话机并联系管理员；刷新页面可再试一次。`;

/** See agent-toolbar.d.ts. */
export function init(element, { src, agentId, language, theme, display = "docked" } = {}) {
  if (!(element instanceof Element)) {
    throw wrong("init", "element");
  }
  if (!src || !URL.canParse(src, document.baseURI)) {
    throw wrong("init", "src");
  }
  if (!DISPLAYS.includes(display)) {
    throw wrong("init", "display");
  }
  const address = new URL(src, document.baseURI);
  const { origin } = address;
  const words = new URLSearchParams(Object.entries({ lang: language, theme, agent: agentId }).filter(([, value]) => value));
  address.hash = words;
  const name = language === "zh-CN" ? "座席工具条" : "Agent toolbar";
  const ends = new AbortController();
  const { signal } = ends;
  const box = document.createElement("div");
  const skeleton = document.createElement("div");
  let frame;
  let port;
  let height = HEIGHT;
  let full = HEIGHT;
  let unanswered = 0;
  /** It has answered before. */
  let wasThere = false;
  let silentSince = 0;
  let deaths = [];

  const { toolbar, line } = makeToolbar(element, { display: show, end });

  skeleton.role = "status";
  skeleton.textContent = `${name} …`;
  style(skeleton, { padding: "14px", font: "15px system-ui, sans-serif", "white-space": "pre-line" });
  style(box, { position: "relative", overflow: "visible" });
  element.replaceChildren(box);
  make();
  addEventListener("message", greet, { signal });
  const asking = setInterval(look, ASK_EVERY);
  show(display);
  return toolbar;

  function make() {
    frame = document.createElement("iframe");
    frame.title = name;
    frame.allow = "autoplay; clipboard-write; local-network-access";
    frame.sandbox = "allow-scripts allow-same-origin allow-forms allow-popups";
    frame.src = address;
    frame.onload = () => skeleton.remove();
    // Over what follows, so that a menu that opens in it moves nothing around it.
    style(frame, { position: "absolute", top: "0", left: "0", "z-index": "1", width: "100%", border: "0", "color-scheme": "light dark" });
    box.replaceChildren(skeleton, frame);
    fit();
    silentSince = Date.now();
  }

  /** The frame says that it is there, at first and whenever it has loaded anew. */
  function greet({ source, origin: from, data }) {
    if (source !== frame.contentWindow || from !== origin || data?.agentToolbar !== "ready" || data.v !== 1) {
      return;
    }
    const { port1, port2 } = new MessageChannel();
    const nonce = random(16);
    let isWelcome = false;
    leave();
    port = port1;
    port1.onmessage = ({ data: text }) => {
      unanswered = 0;
      const message = JSON.parse(text);
      if (!isWelcome) {
        isWelcome = message.type === "welcome" && message.nonce === nonce;
        if (isWelcome) {
          wasThere = true;
          line.begin((words) => port1.postMessage(words));
          show(display);
        } else {
          leave();
        }
      } else if (message.type === "size") {
        ({ height, full } = message);
        fit();
      } else if (message.type === "stopped") {
        giveUp();
      } else {
        line.hear(text);
      }
    };
    source.postMessage({ agentToolbar: "hello", v: 1, nonce }, origin, [port2]);
  }

  /** Whether the frame still answers; one that has answered before and does not any more is made anew. */
  function look() {
    if (!element.isConnected) {
      return;
    }
    if (port) {
      unanswered += 1;
      port.postMessage('{"v":1,"type":"ping"}');
    }
    const isDead = port && unanswered > MOST_UNANSWERED;
    const isLate = !port && wasThere && Date.now() - silentSince > RETRY_AFTER;
    if (isLate || isDead) {
      leave();
      if (isLate || mayRemake()) {
        make();
      } else {
        giveUp();
        skeleton.role = "alert";
        skeleton.textContent = GIVEN_UP;
        box.replaceChildren(skeleton);
      }
      element.contains(box) || element.append(box);
    }
  }

  /** Counts one that has stopped answering, unless there were enough of late. */
  function mayRemake() {
    const now = Date.now();
    deaths = [...deaths.filter((at) => now - at < REMADE_WITHIN), now];
    return deaths.length <= MOST_REMADE;
  }

  /** Nothing is tried any more by itself; a frame that a person has loaded anew may say that it is there. */
  function giveUp() {
    leave(STOPPED);
    wasThere = false;
  }

  function leave(problem) {
    port?.close();
    port = undefined;
    unanswered = 0;
    line.lose(problem);
  }

  function show(value) {
    if (!DISPLAYS.includes(value)) {
      throw wrong("setDisplay", "display");
    }
    display = value;
    port?.postMessage(JSON.stringify({ v: 1, type: "display", display }));
    fit();
  }

  /** A frame that is not to be seen goes on ringing: it is made small, not taken away. */
  function fit() {
    const isHidden = display === "hidden";
    style(box, { "min-height": `${isHidden ? 0 : height}px` });
    style(frame, { height: `${isHidden ? 0 : full}px`, visibility: isHidden ? "hidden" : "visible" });
    skeleton.hidden = isHidden;
  }

  function end() {
    ends.abort();
    clearInterval(asking);
    port?.close();
    port = undefined;
    box.remove();
  }
}

function style(element, properties) {
  for (const [name, value] of Object.entries(properties)) {
    element.style.setProperty(name, value);
  }
}
