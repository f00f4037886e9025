// The toolbar in the same page, inside a shadow root: the same API as over a frame.
//
// The page and the toolbar share a realm, so a script of the page can reach whatever the toolbar holds, the session's
// Guid included. Whoever cannot accept that frames it.

import load, { mount as mountCore } from "./agent_toolbar.js";
import { sheet } from "./sheet.js";
import { makeToolbar, wrong } from "./toolbar.js";

const DISPLAYS = ["docked", "minimized", "hidden"];

let loading;

/** See mount.d.ts. */
export function mount(element, { display = "docked", ...options } = {}) {
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

  const { toolbar, line } = makeToolbar({ display: show, end });

  const root = box.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet()];
  root.append(place);
  element.replaceChildren(box);
  show(display);
  loading ??= load();
  loading.then(begin, () => (loading = undefined));
  return toolbar;

  function begin() {
    if (!isOver) {
      core = mountCore(place, { ...options, onLoaded: () => queueMicrotask(join) });
    }
  }

  /** Both sides hear later, so that nobody is met in the middle of something. */
  function join() {
    if (!isOver) {
      line.begin((text) => queueMicrotask(() => isOver || core.hear(text)));
      core.connect(undefined, (text) => queueMicrotask(() => isOver || line.hear(text)));
    }
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
    core?.dispose();
    core?.free();
    box.remove();
  }
}
