// Both languages at 900 and 320 px: nothing is wider than the page, and no control moves under the pointer.
//
// Each state is looked at in light and dark, as every state of every journey.

import { CHINESE, ENGLISH } from "../words.mjs";

const WIDTHS = [900, 320];
const LANGUAGES = [
  { lang: "en", words: ENGLISH, answer: "Answer", reject: "Reject", talking: "Talking", ringing: "Ringing", none: "No call" },
  { lang: "zh-CN", words: CHINESE, answer: "接听", reject: "拒接", talking: "通话中", ringing: "振铃中", none: "没有通话" },
];
const LONG = "008675512345678901234567";

export const gateway = ["--ring-time", "600000"];

export default async function ({ toolbar, page, read, desk, check, state }) {
  for (const { lang, words, answer, reject, talking, ringing, none } of LANGUAGES) {
    const places = {};
    const look = async (name) => {
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 640 });
        const wider = await read("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        check.equal(wider, 0, `pixels too wide, ${name}, ${lang}, ${width} px`);
        await state(`${name} ${lang} ${width}`);
        const now = await toolbar.places();
        if (now.length > 0) {
          places[width] ??= now;
          check.equal(now, places[width], `the controls stand where they stood, ${name}, ${lang}, ${width} px`);
        }
      }
      await page.setViewportSize({ width: WIDTHS[0], height: 640 });
    };
    toolbar.words = words;
    await toolbar.open(`?lang=${lang}`);
    await toolbar.hasSignInForm();
    await look("signed out");
    await toolbar.signsIn("101");
    await look("ready");

    const held = await desk.ring(101, { caller: LONG, transfer: 205 });
    await toolbar.shows(ringing);
    await look("ringing");
    await toolbar.presses(reject);
    await look("picker");
    await page.keyboard.press("Escape");
    await toolbar.presses(answer);
    await toolbar.shows(talking);
    await look("talking");

    await desk.hold(held);
    const second = await desk.ring(101);
    await toolbar.shows(ringing);
    await look("held and ringing");
    await toolbar.presses(reject);
    await desk.arm("refused", { on: "reject", retcode: "200-038", message: "The CTI platform has refused. ".repeat(6) });
    await toolbar.chooses(/./);
    await toolbar.shows(/200-038/);
    await look("refused");
    await desk.hangUp(second);
    await desk.hangUp(held);
    await toolbar.shows(none);
    await look("missed");

    await desk.queue(1, { count: 12, caller: LONG });
    await toolbar.presses(words.queue);
    await toolbar.shows(/12/);
    await look("queue count");
    await toolbar.presses(words.busy);
    await toolbar.shows(LONG);
    await look("queue");
    await toolbar.presses(words.signOut);
    await toolbar.hasSignInForm();
    await desk.reset();
  }
}
