// The pre-flight page in a browser, read and used as a person would.

import { evaluate, inEveryFrame } from "../worlds.mjs";
import { eventually } from "../check.mjs";

/** Every row by its name: the result, what was found, and the fixes. */
const ROWS = `(() => {
  const texts = (row, selector) => [...row.querySelectorAll(selector)].map((part) => part.textContent);
  const rows = [...document.querySelectorAll("tr.row")].map((row) => [row.dataset.row, {
    result: row.dataset.result,
    found: texts(row, ".found > p:first-child").join(),
    fixes: texts(row, "p.fix, .fix li"),
  }]);
  return rows.length > 0 ? Object.fromEntries(rows) : null;
})()`;

export class PreflightPage {
  #session;

  constructor(session) {
    this.#session = session;
  }

  /** Evaluates without counting as a press. */
  read(expression) {
    return evaluate(this.#session, expression);
  }

  /** The rows when everything has been tried; the page may stand in a frame. */
  async rows() {
    const found = async () => (await inEveryFrame(this.#session, ROWS)).find(Boolean);
    const isOver = (rows) => rows && Object.values(rows).every(({ result }) => result !== "waiting");
    return eventually(found, isOver, "everything has been tried", 40_000);
  }

  verdict() {
    return this.read("[document.getElementById('verdict').dataset.result, document.getElementById('verdict').textContent]");
  }
}
