// Two CRM sites frame the toolbar of one origin. The browser parts what it keeps by site, so the two know
// nothing of each other: each has tabs of its own, and the gateway tells that the agent is signed in
// already. Nobody is signed in by force but by a press, and whoever loses the session is told.

/** Stands in for the script of the sample page, which frames a toolbar of its own host only. */
const framing = (address) => `
  const frame = document.createElement("iframe");
  frame.title = "Agent toolbar";
  frame.allow = "autoplay";
  frame.sandbox = "allow-scripts allow-same-origin allow-forms allow-popups";
  frame.src = ${JSON.stringify(address)};
  document.getElementById("phone").prepend(frame);
`;

export const frames = true;

export default async function ({ newTab, desk, check, state, simulator, ...first }) {
  const harbour = await open("harbour", first);
  await harbour.signsIn("101");
  const quay = await open("quay", await newTab());
  await quay.hasSignInForm();
  await check.eventually(() => areParted(harbour, quay), (are) => are, "the browser parts what it keeps by site");

  await quay.asksToSignIn("101");
  await quay.shows("Agent 101 is already signed in somewhere else.");
  await harbour.is("Ready");
  await harbour.hides("Calls ring in another tab");
  check.equal((await desk.requests("forceLogin")).length, 0, "forced sign-ins without a press");
  await state("known to the gateway");

  await quay.presses("Force sign-in");
  await quay.is("Ready");
  await harbour.hasSignInForm();
  await harbour.shows("Your session was ended from elsewhere.");
  await state("ended from elsewhere");

  const call = await desk.ring(101, { caller: "07551234567" });
  const secondOfQuay = await open("quay", await newTab());
  await secondOfQuay.shows("Calls ring in another tab");
  await secondOfQuay.presses("Answer");
  await quay.shows("Talking");
  await harbour.hasSignInForm();
  check.equal((await desk.requests("forceLogin")).length, 1, "forced sign-ins");
  check.equal((await desk.requests("login")).length, 2, "sign-ins");
  check.equal(await desk.commands(), [`PUT answer ${call}`], "commands");

  /** The sample page under the name of this site, with the toolbar in it. */
  async function open(site, { page, toolbar }) {
    const { hostPage, toolbar: address } = simulator.addresses;
    const script = framing(at("toolbar", address));
    await page.route("**/crm.js", (route) => route.fulfill({ contentType: "text/javascript", body: script }));
    await page.goto(at(site, hostPage));
    toolbar.standsIn(page.frameLocator("iframe"));
    toolbar.frame = await frameOf(page);
    return toolbar;
  }

  async function frameOf(page) {
    const element = await page.waitForSelector("iframe");
    return element.contentFrame();
  }
}

/** The same place under the name of a site: the browser finds every name below `localhost` on this machine. */
function at(site, address) {
  const place = new URL(address);
  place.hostname = `${site}.localhost`;
  return place.href;
}

/** Whether two toolbars of one origin neither hear each other nor find what the other has kept. */
async function areParted({ frame: one }, { frame: other }) {
  await other.evaluate(() => {
    window.heard = [];
    new BroadcastChannel("trial").onmessage = ({ data }) => window.heard.push(data);
  });
  await one.evaluate(() => {
    localStorage.setItem("trial", "kept");
    new BroadcastChannel("trial").postMessage("said");
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  return other.evaluate(() => window.heard.length === 0 && localStorage.getItem("trial") === null);
}
