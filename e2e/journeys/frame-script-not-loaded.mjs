// A toolbar in a CRM's frame whose way to the page around it cannot be loaded says so, instead of being a phone that tells
// nobody; loaded anew, it is there for the page.

export const frames = true;
export const noise = [/favicon/, /frame\.js/];

export default async function ({ toolbar, page, check, state, crm }) {
  await page.route("**/frame.js", (route) => route.abort());
  await page.goto(crm);
  toolbar.standsIn(page.frameLocator("iframe"));
  await toolbar.announces(/The agent toolbar could not be loaded\./);
  await state("not loaded");
  await page.unroute("**/frame.js");
  await page.frames().at(-1).evaluate("location.reload()");
  await toolbar.hasSignInForm();
  check.equal(await page.evaluate("toolbar.ready.then(({ v }) => v)"), 1, "the page is told");
}
