// As a hidden tab, but the page may have no workers.

import { plain, rings } from "./hidden-tab.mjs";

export { plain };

export default async function (stage) {
  await stage.tab.prepare("window.Worker = class { constructor() { throw new DOMException('no', 'SecurityError'); } }");
  await rings(stage);
}
