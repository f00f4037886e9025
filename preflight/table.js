// The table: one row for each thing that is tried, filled in as the findings come.

import { t } from "./finding.js";

/** Every row in its group, by the name of its finding. */
export const GROUPS = [
  [
    t("Web server"),
    [
      ["secure", t("Secure address")],
      ["settings", t("Settings file")],
      ["policy", t("Security policy")],
      ["wasm", t("WebAssembly allowed")],
      ["framing", t("Framing")],
      ["script-types", t("Type of the scripts")],
      ["wasm-type", t("Type of the WebAssembly file")],
      ["clock", t("Clock")],
    ],
  ],
  [
    t("Gateway"),
    [
      ["gateway", t("Gateway reached")],
      ["sent-once", t("Commands sent once")],
      ["cors", t("Allowed from this page (CORS)")],
      ["certificate", t("Certificate")],
      ["local-network", t("Local network access")],
      ["set-guid", t("Guid readable (Set-GUID)")],
      ["hold", t("Poll held")],
    ],
  ],
  [
    t("Browser"),
    [
      ["autoplay", t("Sound")],
      ["notifications", t("Notifications")],
      ["locks", t("Locks")],
      ["channel", t("Channel between tabs")],
      ["storage", t("Storage")],
      ["worker", t("Worker")],
    ],
  ],
];

export const RESULTS = {
  works: t("works"),
  limited: t("limited"),
  fails: t("fails"),
  unknown: t("not known"),
  needless: t("not needed"),
  unchecked: t("not checked"),
  waiting: t("being tried…"),
};

/** An element with its class, words and children. */
export function element(tag, name, ...children) {
  const made = document.createElement(tag);
  made.className = name;
  made.append(...children);
  return made;
}

// Shown as blocks where it is narrow, a table needs its roles told.
const withRole = (role, made) => {
  made.role = role;
  return made;
};

export class Table {
  #words;
  #rows = new Map();

  /** Fills an empty table with its rows, each still being tried. */
  constructor(place, words) {
    this.#words = words;
    place.replaceChildren(this.#head(), ...GROUPS.map((group) => this.#group(group)));
  }

  #head() {
    const names = [t("What was tried"), t("Result"), t("What was found, and what to do")];
    const cells = names.map((name) => withRole("columnheader", Object.assign(element("th", "", this.#words.say(name)), { scope: "col" })));
    return withRole("rowgroup", element("thead", "", withRole("row", element("tr", "", ...cells))));
  }

  #group([name, rows]) {
    const title = withRole("rowheader", Object.assign(element("th", "group", this.#words.say(name)), { colSpan: 3, scope: "rowgroup" }));
    return withRole("rowgroup", element("tbody", "", withRole("row", element("tr", "", title)), ...rows.map((row) => this.#row(row))));
  }

  #row([name, title]) {
    const header = withRole("rowheader", Object.assign(element("th", "tried", this.#words.say(title)), { scope: "row" }));
    const row = withRole("row", element("tr", "row", header, withRole("cell", element("td", "result")), withRole("cell", element("td", "found"))));
    row.dataset.row = name;
    this.#rows.set(name, row);
    this.show(name, { result: "waiting", fixes: [] });
    return row;
  }

  /** Shows a finding in its row. */
  show(name, { result, found, fixes }) {
    const row = this.#rows.get(name);
    const [, resultCell, foundCell] = row.children;
    row.dataset.result = result;
    resultCell.replaceChildren(element("span", "mark", this.#words.say(RESULTS[result])));
    foundCell.replaceChildren(...(found ? [element("p", "", this.#words.say(found))] : []), ...this.#advice(fixes));
  }

  #advice(fixes) {
    if (fixes.length < 2) {
      return fixes.map((fix) => element("p", "fix", this.#words.say(fix)));
    }
    const items = fixes.map((fix) => element("li", "", this.#words.say(fix)));
    return [element("p", "causes", this.#words.say(CAUSES)), element("ol", "fix", ...items)];
  }
}

/** What stands before several fixes. */
export const CAUSES = t("This may have several causes. The most likely first:");
