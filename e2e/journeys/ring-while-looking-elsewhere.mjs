// A call rings while the agent looks at another window: the title says so and a notification is shown,
// until the ring is over.

export default async function ({ toolbar, page, read, session, desk, check, state }) {
  await page.addInitScript(() => {
    window.notifications = [];
    const Shown = window.Notification;
    window.Notification = class Notification extends Shown {
      constructor(title, options) {
        super(title, options);
        window.notifications.push({ title, isOpen: true });
      }
      close() {
        super.close();
        window.notifications.at(-1).isOpen = false;
      }
    };
  });
  await toolbar.open();
  await toolbar.signsIn("101");
  const title = await page.title();
  await session.send("Emulation.setFocusEmulationEnabled", { enabled: false });
  const other = await page.context().newPage();
  await other.bringToFront();
  await check.eventually(() => read("document.hasFocus()"), (hasFocus) => !hasFocus, "the other window has the focus");

  const call = await desk.ring(101, { caller: "07551234567" });
  await check.eventually(() => page.title(), (now) => now.includes("07551234567"), "the title");
  check.matches(await page.title(), /^☎ Call from 07551234567 is ringing\./, "the title");
  const notifications = await read("window.notifications");
  check.equal(notifications.map(({ isOpen }) => isOpen), [true], "notifications");
  check.matches(notifications[0].title, /07551234567/, "the notification");
  await state("ringing");

  await desk.hangUp(call);
  await toolbar.shows("No call");
  check.equal(await page.title(), title, "the title afterwards");
  check.equal((await read("window.notifications")).map(({ isOpen }) => isOpen), [false], "notifications afterwards");
  await other.close();
}
