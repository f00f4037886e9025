// Who is given the way to a frame's session that a window popped out of it is given: that window, and no other.

import { connected, paper } from "./scene.mjs";

/** What a popped out window says to the frame that opened it. */
const ASKS = { agentToolbar: "window", v: 1 };

/** Every case, for `runCases`. */
export const windows = (embedded) => [
  [
    "a window of the listed page that asks for the session as a popped out one does is given nothing",
    async (check) => {
      const { page } = await connected(embedded, check);
      const other = await opened(page, `${embedded.places.serve("crm", { "/other": paper() })}other`);
      await isGivenNothing(check, other);
      await page.close();
    },
  ],

  [
    "a window that the listed page opens at the toolbar's origin is given nothing",
    async (check) => {
      const { page } = await connected(embedded, check);
      const other = await opened(page, `${embedded.address}toolbar.json`);
      await isGivenNothing(check, other);
      await page.close();
    },
  ],

  [
    "a popped out window that the listed page leads elsewhere is given nothing",
    async (check) => {
      const { page, toolbar } = await connected(embedded, check);
      const opening = page.waitForEvent("popup");
      await toolbar.presses("Open in a window");
      const view = await opening;
      await view.getByText("Calls ring in another tab").waitFor();
      const elsewhere = `${embedded.places.serve("crm", { "/other": paper() })}other`;
      await page.evaluate((address) => void window.open(address, "agent-toolbar"), elsewhere);
      await view.waitForURL(elsewhere);
      // Whoever leads a window somewhere becomes its opener.
      await isGivenNothing(check, view);
      await page.close();
    },
  ],

  [
    "the toolbar's window without a frame that opened it shows no session",
    async (check) => {
      const { page } = await connected(embedded, check);
      const other = await opened(page, `${embedded.address}#window=`);
      await other.getByText("has closed it").waitFor();
      check.equal(await other.getByRole("button").count(), 0, "controls");
      await page.close();
    },
  ],
];

/** A window that the page opens at this address. */
async function opened(page, address) {
  const opening = page.waitForEvent("popup");
  await page.evaluate((address) => void window.open(address), address);
  const other = await opening;
  await other.waitForURL(address);
  await other.waitForLoadState();
  return other;
}

/** This window asks the frame for its session, and hears nothing, with a port or without. */
async function isGivenNothing(check, window) {
  await window.evaluate(() => {
    globalThis.heard = [];
    addEventListener("message", ({ data, ports: [port] }) => {
      if (!data?.echoed) {
        heard.push([data, Boolean(port)]);
        if (port) {
          port.onmessage = ({ data }) => heard.push(String(data));
        }
      }
    });
  });
  await window.evaluate((asks) => opener.frames[0].postMessage(asks, "*"), ASKS);
  await window.evaluate(() => {
    const answered = new Promise((resolve) => addEventListener("message", ({ data }) => data?.echoed && resolve()));
    opener.frames[0].postMessage({ echo: "last" }, "*");
    return answered.then(() => new Promise((resolve) => setTimeout(resolve, 500)));
  });
  check.equal(await window.evaluate(() => heard), [], "what the window was given");
}
