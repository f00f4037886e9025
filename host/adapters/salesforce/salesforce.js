// The softphone page of a Salesforce call centre: Open CTI here, the toolbar in the frame inside.
//
// A sample, not proven against Salesforce: the vendor serves its script from each customer's own address only.

import { follow, frameToolbar } from "../adapter.js";
import { fromToolbar } from "./mapping.js";

const toolbar = frameToolbar(document.getElementById("toolbar"));
const { opencti } = window.sforce;

follow(toolbar, (event) => {
  for (const [method, words] of fromToolbar(event, opencti.CALL_TYPE.INBOUND)) {
    opencti[method]({ ...words, callback: ({ success, errors }) => success || console.warn(method, errors) });
  }
});
