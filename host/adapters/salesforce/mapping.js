// What the toolbar's events mean in Salesforce's Open CTI for Lightning Experience. Not proven against Salesforce.
//
// Contract: "Open CTI Developer Guide", developer.salesforce.com/docs/service/api-cti: `searchAndScreenPop` and
// `setSoftphonePanelVisibility` for Lightning Experience. Open CTI has no message that asks for an answer.

import { searchable } from "../numbers.js";

/** What Open CTI is asked to do: `[method, arguments]`. `inbound`: its own word for a call from outside. */
export function fromToolbar({ name, call, present, leads }, inbound) {
  if (name !== "call.ringing" || !leads) {
    return [];
  }
  const number = present ? null : searchable(call.caller);
  return [
    ["setSoftphonePanelVisibility", { visible: true }],
    ...(number
      ? [["searchAndScreenPop", { searchParams: number, queryParams: "", callType: inbound, deferred: false }]]
      : []),
  ];
}
