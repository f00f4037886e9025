// What the toolbar's events mean in a Zendesk app in the top bar. Not proven against Zendesk.
//
// Contract: "ZAF Client API" and "Top Bar" of "Apps core API", developer.zendesk.com/api-reference/apps: `invoke` of
// `popover` and `routeTo`, `request` of the Support API's user search. The framework has no word for a call, so
// nothing comes back from Zendesk.

import { searchable } from "../numbers.js";

/** What the client is asked to do: `[method, ...arguments]`. */
export function fromToolbar({ name, leads }) {
  return name === "call.ringing" && leads ? [["invoke", "popover", "show"]] : [];
}

/** The search for the caller, for `client.request`; `null` where there is nothing to search for. */
export function search({ name, call, present, leads }) {
  const number = name === "call.ringing" && leads && !present ? searchable(call.caller) : null;
  return number && { url: `/api/v2/users/search.json?query=${encodeURIComponent(`phone:${number}`)}`, type: "GET" };
}

/** What the client is asked to do with what was found: the user is opened where there is exactly one. */
export function found({ users = [] }) {
  return users.length === 1 ? [["invoke", "routeTo", "user", users[0].id]] : [];
}
