// Whether the browser uses a connection to the gateway again.

import { ask } from "./requests.js";

/** How long the browser may take to enter its timings, in milliseconds. */
const LAG = 100;

/** Asks twice, one after the other, and looks whether both times a connection was there already; undefined: not told. */
export async function connectionKept(address, init) {
  await ask(address, init);
  await ask(address, init);
  await new Promise((resolve) => setTimeout(resolve, LAG));
  const timings = performance.getEntriesByName(address).slice(-2);
  return timings.length === 2 ? timings.every(wasThere) : undefined;
}

const wasThere = ({ nextHopProtocol, fetchStart, connectStart, connectEnd }) =>
  /^h[23]/.test(nextHopProtocol) || (connectStart === connectEnd && connectStart === fetchStart);
