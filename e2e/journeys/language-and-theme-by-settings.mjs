// The administrator sets language and colours; the address may still ask for another language.

import { CHINESE, ENGLISH } from "../words.mjs";

export const settings = { language: "zh-CN", theme: "dark" };

export default async function ({ toolbar, setUp, read, check, state }) {
  const brightness = () =>
    read(`(() => {
      const [red, green, blue] = getComputedStyle(document.documentElement).backgroundColor.match(/[\\d.]+/g).map(Number);
      return (red + green + blue) / 3;
    })()`);
  toolbar.words = CHINESE;
  await toolbar.open();
  await toolbar.hasSignInForm();
  check.that((await brightness()) < 80, "dark in a light browser");
  await state("dark and Chinese");

  await setUp({ language: "zh-CN", theme: "light" });
  toolbar.words = ENGLISH;
  await toolbar.open("?lang=en");
  await toolbar.hasSignInForm();
  check.that((await brightness()) > 180, "light");
  check.equal(await read("document.documentElement.lang"), "en", "the page's language");
  await state("light and English");
}
