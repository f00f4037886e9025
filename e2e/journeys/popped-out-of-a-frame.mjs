// The toolbar opened in a window of its own, out of a frame in the CRM page: the window shows the session that the frame
// keeps and passes presses to it, finds a frame that was loaded anew, and says when the frame has gone.

export const frames = true;

export default async function ({ toolbar, page, desk, check, state, crm }) {
  await page.goto(crm);
  toolbar.standsIn(page.frameLocator("iframe"));
  const opens = async () => {
    const opening = page.waitForEvent("popup");
    await toolbar.presses("Open in a window");
    return opening;
  };
  await toolbar.signsIn("101");
  const view = await opens();
  const shows = (text) => view.getByText(text).first().waitFor({ timeout: 15_000 });
  await shows("Calls ring in another tab");
  const box = page.locator("iframe");
  await check.eventually(async () => (await box.boundingBox()).height, (height) => height < 70, "the frame is one line");
  const call = await desk.ring(101, { caller: "07551234567" });
  await shows("07551234567");
  await toolbar.shows("07551234567");
  await view.getByRole("button", { name: "Answer", exact: true }).click();
  await toolbar.shows("Talking");
  await shows("Talking");
  await state("talking in the window");

  await view.evaluate("window.isOfBefore = true");
  await page.frames().at(-1).evaluate("location.reload()");
  await toolbar.shows("Talking");
  const isNew = () => view.evaluate("!window.isOfBefore && document.body.innerText.includes('Talking') && document.body.innerText.includes('Calls ring in another tab')").catch(() => false);
  await check.eventually(isNew, (isIt) => isIt, "the window has found the frame again");
  await view.getByRole("button", { name: "Drop", exact: true }).click();
  await toolbar.shows("No call");
  check.equal(await desk.commands(), [`PUT answer ${call}`, "DELETE release"], "commands");

  await view.close();
  await check.eventually(async () => (await box.boundingBox()).height, (height) => height > 70, "the frame is whole again");
  const again = await opens();
  await again.getByText("Calls ring in another tab").first().waitFor();
  await page.evaluate("toolbar.dispose()");
  await again.getByText("has closed it").waitFor({ timeout: 30_000 });
  check.equal(await again.getByRole("button").count(), 0, "controls of a session that has gone");
  await again.close();
}
