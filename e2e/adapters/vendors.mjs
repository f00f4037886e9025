// Stand-ins for what the vendors' scripts put into an adapter page, by their published contracts, and no more than that.
// They prove what the adapter says to that contract; they prove nothing of the vendor.

/** Zendesk: `ZAFClient.init()` with `on`, `invoke` and `request`; "ZAF Client API". */
export const ZENDESK = `
  window.said = [];
  window.ZAFClient = {
    init: () => ({
      on: (name, handler) => name === "app.registered" && setTimeout(handler, 0, {}),
      invoke: async (...words) => void said.push(["invoke", ...words]),
      request: async (options) => (said.push(["request", options]), { users: options.url.includes("07551234567") ? [{ id: 42, name: "Amara Lindqvist" }] : [] }),
    }),
  };`;

/** Salesforce: `sforce.opencti` for Lightning Experience; "Open CTI Developer Guide". */
export const SALESFORCE = `
  window.said = [];
  const say = (method) => ({ callback, ...words }) => {
    said.push([method, words]);
    callback?.({ success: true, returnValue: {}, errors: null });
  };
  window.sforce = {
    opencti: {
      CALL_TYPE: { INBOUND: "inbound", OUTBOUND: "outbound", INTERNAL: "internal" },
      setSoftphonePanelVisibility: say("setSoftphonePanelVisibility"),
      searchAndScreenPop: say("searchAndScreenPop"),
    },
  };`;

/** Dynamics 365: `Microsoft.CIFramework` of version 2.0, there when `CIFInitDone` is raised; `decide` presses a notification's button. */
export const DYNAMICS = `
  window.said = [];
  let decided;
  window.decide = (actionName, responseReason) => decided(JSON.stringify({ value: { actionName, responseReason } }));
  setTimeout(() => {
    window.Microsoft = {
      CIFramework: {
        setMode: async (mode) => void said.push(["setMode", mode]),
        searchAndOpenRecords: async (...words) => (said.push(["searchAndOpenRecords", ...words]), "[]"),
        notifyEvent: (input) => (said.push(["notifyEvent", input]), new Promise((resolve) => (decided = resolve))),
        cancelEvent: async (token) => (said.push(["cancelEvent", token]), token),
      },
    };
    window.dispatchEvent(new Event("CIFInitDone"));
  }, 50);`;
