// The toolbar in the same page, inside a shadow root: the same API as over a frame.
//
// The page and the toolbar share a realm, so a script of the page can reach whatever the toolbar holds, the session's
// Guid included. Whoever cannot accept that frames it.

import load, { mount as mountCore } from "./agent_toolbar.js";
import { sheet } from "./sheet.js";
import { makeToolbar, NOT_LOADED, STOPPED, wrong } from "./toolbar.js";

const DISPLAYS = ["docked", "minimized", "hidden"];
const WRONG_SETTINGS = { kind: "network", code: "wrongSettings", retryable: false };
const CANNOT_LOAD = [
  ["en", "The agent toolbar could not be loaded. Reload the page; if that does not help, tell your administrator. Use your phone meanwhile."],
  ["zh-CN", "座席工具条无法加载。请刷新页面；如仍无效，请联系管理员。在此期间请使用话机。"],
];

let loading;

/** See mount.d.ts. */
export function mount(element, { settings, agentId, language, theme, display = "docked" } = {}) {
  if (!(element instanceof Element)) {
    throw wrong("mount", "element");
  }
  if (!DISPLAYS.includes(display)) {
    throw wrong("mount", "display");
  }
  const box = document.createElement("div");
  const place = document.createElement("div");
  let core;
  let isOver = false;

  const { toolbar, line } = makeToolbar(element, { display: show, end });

  const root = box.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet()];
  root.append(place);
  element.replaceChildren(box);
  show(display);
  place.addEventListener("stopped", stop);
  loading ??= load().catch((error) => {
    loading = undefined;
    throw error;
  });
  loading.then(begin).catch(fail);
  return toolbar;

  function begin() {
    if (!isOver) {
      core = mountCore(place, { settings, agentId, language, theme, onLoaded: () => queueMicrotask(join) });
    }
  }

  /** The core cannot be loaded, or does not take what it was given. */
  function fail(error) {
    if (!isOver) {
      place.replaceChildren(...CANNOT_LOAD.map(([lang, textContent]) => Object.assign(document.createElement("p"), { lang, role: "alert", textContent })));
      line.lose(error.kind ? error : NOT_LOADED);
    }
  }

  /** Both sides hear later, so that nobody is met in the middle of something. */
  function join() {
    if (core && core.origins() === undefined) {
      line.lose(WRONG_SETTINGS);
    } else if (core) {
      line.begin((text) => queueMicrotask(() => core?.hear(text)));
      core.connect(undefined, (text) => queueMicrotask(() => core && line.hear(text)));
    }
  }

  /** The core is dead and cannot be asked for anything, not even for its end. */
  function stop() {
    core = undefined;
    line.lose(STOPPED);
  }

  function show(value) {
    if (!DISPLAYS.includes(value)) {
      throw wrong("setDisplay", "display");
    }
    place.dataset.display = value;
    box.style.setProperty("display", value === "hidden" ? "none" : "block");
  }

  function end() {
    isOver = true;
    box.remove();
    core?.dispose();
    core?.free();
    core = undefined;
  }
}
