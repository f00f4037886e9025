// The page's sentences in the language that the toolbar would speak here.

import { ask } from "./requests.js";

/** The language asked for: by the address, by the settings, by the browser. */
export function languageTag(settings) {
  const asked = [new URLSearchParams(location.search).get("lang"), settings?.language, ...navigator.languages];
  return asked.map(known).find(Boolean) ?? "en";
}

function known(tag) {
  const language = /^(en|zh)([-_]|$)/i.exec(tag ?? "")?.[1].toLowerCase();
  return { en: "en", zh: "zh-CN" }[language];
}

export class Words {
  #translations;

  constructor(tag, translations) {
    this.tag = tag;
    this.#translations = translations;
  }

  /** Reads a language's sentences; those that are not there are said in English. */
  static async read(tag) {
    if (tag === "en") {
      return new Words(tag, new Map());
    }
    const { response, text } = await ask(new URL(`${tag}.txt`, import.meta.url), { cache: "no-cache" });
    const lines = response?.ok ? text.split("\n") : [];
    return new Words(lines.length > 0 ? tag : "en", new Map(lines.map((line) => line.split(" = "))));
  }

  /** A sentence with its blanks filled in. */
  say({ english, blanks }) {
    const sentence = this.#translations.get(english) ?? english;
    return sentence.replace(/\{(\d)\}/g, (_, blank) => this.#said(blanks[blank]));
  }

  #said(blank) {
    return blank?.english === undefined ? String(blank) : this.say(blank);
  }
}
