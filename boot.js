// Loads the toolbar and mounts it into its own page, by the same door as any host.
//
// Nothing is inline, so that a strict content security policy holds. What is loaded must be what the page
// was built with: the browser compares script and style sheet, and the wasm here.

const place = document.getElementById("agent-toolbar");
const { module, wasm } = document.querySelector("script[data-module]").dataset;

try {
  // One that is not the page's own is not there.
  document.querySelector("[rel=stylesheet]").sheet.cssRules;
  const { integrity } = document.querySelector("[as=fetch]");
  const isFrame = parent !== window;
  const [toolbar, frame] = await Promise.all([import(new URL(module, document.baseURI)), isFrame && import("./frame.js")]);
  await toolbar.default({ module_or_path: fetch(wasm, { integrity }) });
  const settings = new URL("toolbar.json", import.meta.url).href;
  // Said behind the `#`, which no server hears of: by a host's script, and by a frame that opens a window.
  const words = new URLSearchParams(location.hash.slice(1));
  const language = words.get("lang") ?? new URLSearchParams(location.search).get("lang");
  const options = { settings, ownPage: true, language, theme: words.get("theme"), agentId: words.get("agent"), onLoaded };
  const isView = !isFrame && words.has("window");
  let window_;
  if (isView) {
    window_ = await import("./window.js");
    options.port = await window_.portOfOpener();
  } else if (isFrame) {
    options.popOut = () => open(`#${new URLSearchParams({ ...Object.fromEntries(words), window: "" })}`, "agent-toolbar", "popup,width=980,height=300");
    // A window that was opened from here, maybe before this page was loaded anew.
    addEventListener("message", async ({ source, origin, data }) => {
      if (origin === location.origin && data?.agentToolbar === "window" && source.opener === window) {
        (await import("./window.js")).share(bar, source, place);
      }
    });
  }
  const bar = toolbar.mount(place, options);

  function onLoaded() {
    if (isView) {
      window_.follow(bar, options.port, place);
    } else if (isFrame && bar.origins()) {
      frame.answerHosts(bar, place);
    }
  }
} catch {
  if (await canBeNewer()) {
    location.reload();
  } else {
    place.replaceChildren(
      alert("en", "The agent toolbar could not be loaded. Reload the page; if that does not help, tell your administrator. Use your phone meanwhile."),
      alert("zh-CN", "座席工具条无法加载。请刷新页面；如仍无效，请联系管理员。在此期间请使用话机。"),
    );
  }
}

/** This page may be older than what it loads. It is loaded anew once, where it can be had. */
async function canBeNewer() {
  const [{ type }] = performance.getEntriesByType("navigation");
  const page = type !== "reload" && (await fetch(location, { cache: "reload" }).catch(() => {}));
  return page?.ok;
}

function alert(language, text) {
  const paragraph = document.createElement("p");
  paragraph.lang = language;
  paragraph.role = "alert";
  paragraph.textContent = text;
  return paragraph;
}
