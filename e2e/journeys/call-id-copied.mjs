// The call's id is there to copy, for whoever searches the gateway's log.

export default async function ({ toolbar, page, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  const call = await desk.ring(101);
  await toolbar.shows(call);
  await toolbar.presses("Copy call id");
  await toolbar.shows("Copied");
  await state("copied");
  check.equal(await page.evaluate(() => navigator.clipboard.readText()), call, "the clipboard");
  check.equal(await desk.commands(), [], "commands");
}
