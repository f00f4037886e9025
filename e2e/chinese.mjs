// A shift in Chinese, for the journeys that come to the language by different ways.

import { CHINESE } from "./words.mjs";

/** Everything that is shown or read out. */
const SAID = `[
  document.body.textContent,
  ...[...document.querySelectorAll("*")].flatMap((element) =>
    ["aria-label", "title", "placeholder", "alt"].map((name) => element.getAttribute(name) ?? "")),
].join("\\n")`;

/** The skills' names are the gateway's. */
const NAMES = /voice|billing/g;

export async function chineseShift({ toolbar, read, desk, check, state }, query) {
  const isAllChinese = async (where) => {
    const said = (await read(SAID)).replace(NAMES, "");
    check.equal(said.match(/[A-Za-z]{2,}/g), null, `English words, ${where}`);
  };
  toolbar.words = CHINESE;
  await toolbar.open(query);
  await toolbar.hasSignInForm();
  check.equal(await read("document.documentElement.lang"), "zh-CN", "the page's language");
  await isAllChinese("signed out");
  await state("signed out");
  await toolbar.asksToSignIn("abc");
  await toolbar.shows("座席工号应为 101 到 999999 之间的整数。");
  await toolbar.signsIn("101");

  const first = await desk.ring(101, { caller: "07551234567" });
  await toolbar.shows("振铃中");
  await toolbar.refuses("挂断", "来电正在振铃，请接听或拒接。");
  await toolbar.presses("拒接");
  await toolbar.offers("退回原队列 · 您转为忙碌", "挂断来电 · 您保持空闲");
  await isAllChinese("picker");
  await state("picker");
  await toolbar.chooses(/^挂断来电/);
  await toolbar.shows("已拒接，请求的方式：挂断来电。网关报告您的状态：空闲。");

  const second = await desk.ring(101);
  await toolbar.presses("接听");
  await toolbar.shows("通话中");
  await desk.hangUp(second);
  await toolbar.shows("没有通话");
  await desk.queue(1, { count: 2 });
  await toolbar.presses("排队");
  await toolbar.shows("排队人数：2");
  await isAllChinese("queue");
  await state("queue");
  await desk.arm("refused", { on: "logout", retcode: "100-010" });
  await toolbar.presses("签出");
  await toolbar.shows("网关拒绝了签出（100-010）。");
  await isAllChinese("refused");
  await state("refused");
  check.equal(
    await desk.commands(),
    [`POST reject ${first}`, `PUT answer ${second}`, "DELETE logout"],
    "commands",
  );
}
