/**
 * The agent toolbar in the same page as its host.
 *
 * Page and toolbar share a realm: a script of the page can reach whatever the toolbar holds, the session's Guid
 * included, and every verb is granted. A page that loads scripts of others frames the toolbar instead.
 */

import type { MountOptions, Toolbar } from "./agent-toolbar.js";

export type * from "./agent-toolbar.js";

/**
 * Shows the toolbar in an element, in place of what the element holds, inside a shadow root of its own. A toolbar that
 * stands there already is disposed of.
 *
 * The module loads `agent_toolbar_bg.wasm` from beside itself; a content security policy must allow
 * `'wasm-unsafe-eval'`. After a reload the agent signs in again: nothing is kept in a page that is not the toolbar's.
 *
 * Where it cannot be loaded the element says so to the agent, and `ready` fails with `notLoaded`; another `mount` tries
 * again. Where toolbar.json is wrong or cannot be read the element says what is wrong, and `ready` and whatever is asked
 * fail with `network` and `wrongSettings`. Where it dies the element says that too: `connection.changed` tells `noToolbar`, what was asked fails with
 * `unknown` and `lost`, and whatever is asked afterwards with `network` and `stopped`.
 *
 * @throws ToolbarError of kind `usage` for a wrong `element` or `display`. `settings` that is no text is noticed later,
 * and `ready` fails with `usage` and `options.settings`.
 */
export function mount(element: Element, options?: MountOptions): Toolbar;
