// The core of the toolbar dies, in each state and in each way: the toolbar says so, falls silent, loads its
// own page anew and shows the same. It sends no command. When it dies again and again,
// it gives up and says what to do.

import { death, DEATHS, MODULE } from "../deaths.mjs";

// A gateway may hold the poll of the page before to its end, and hand it an event that nobody hears.
export const gateway = ["--hold", "2000", "--ring-time", "600000"];
export const settings = { limits: { pollHoldMs: 2000 } };
export const noise = [/page error/];

export default async function ({ toolbar, page, read, desk, check, state, figure }) {
  await page.addInitScript(noteWhatIsSaid);
  await toolbar.open();
  await toolbar.signsIn("101");
  const module = await read(MODULE);
  await diesInEachWay("idle");

  const call = await desk.ring(101, { caller: "07551234567" });
  await toolbar.canPress("Answer");
  await diesInEachWay("ringing");
  check.equal(await desk.commands(), [], "commands while restarting");

  // The ring counts as a new offer since, and what has just changed takes no press.
  await page.waitForTimeout(500);
  await toolbar.presses("Answer");
  await toolbar.canPress("Drop");
  await diesInEachWay("talking");
  await state("restarted");

  for (const way of ["trapped", "thrown", "stuck"]) {
    await dies(way, "talking");
  }
  await read(death("trapped", module));
  await toolbar.shows(/has stopped again and again/);
  check.that(!(await read("document.body.innerText")).includes("07551234567"), "nothing is shown that may be wrong");
  await desk.hangUp(call);
  await page.waitForTimeout(3000);
  await toolbar.shows(/has stopped again and again/);
  await state("given up");
  check.equal(await desk.commands(), [`PUT answer ${call}`], "commands");
  check.equal((await desk.requests("login")).length, 1, "sign-ins");

  async function diesInEachWay(name) {
    for (const way of Object.keys(DEATHS)) {
      await dies(way, name);
      // As if five minutes had passed.
      await read(`sessionStorage.removeItem("agent-toolbar restarts")`);
    }
  }

  async function dies(way, name) {
    await page.mouse.move(450, 500);
    await toolbar.canPress("Busy");
    await desk.isQuiet(101);
    const picture = await toolbar.picture();
    const before = (await desk.requests()).length;
    const restarts = (await desk.requests("syncagentinfo")).length;
    await read("sessionStorage.removeItem('said'); window.isOld = true");
    const began = performance.now();
    // The page may be gone before it answers.
    await read(death(way, module)).catch(() => {});
    await check.eventually(() => read("window.isOld !== true").catch(() => false), (isNew) => isNew, "the page is loaded anew");
    const isSame = (shown) => shown === picture;
    await check.eventually(() => toolbar.picture().catch(String), isSame, `the picture of before: ${picture}`);
    const took = Math.round(performance.now() - began);
    figure(`${way} while ${name}, the same picture after`, `${took} ms`);
    check.matches(String(await read("sessionStorage.getItem('said')")), /The agent toolbar is restarting/, "said");
    await desk.hears("syncagentinfo", restarts + 1);
    const names = (await desk.requests()).slice(before).map(({ name }) => name);
    check.equal(names.filter((name) => name === "updateGuid").length, 1, `asked after the restart: ${names}`);
  }
}

/** Notes what the page says as an alert where it outlives the page. */
function noteWhatIsSaid() {
  const alert = () => document.querySelector("main > [role=alert]")?.innerText;
  new MutationObserver(() => alert() && sessionStorage.setItem("said", alert())).observe(document, { childList: true, subtree: true });
}
