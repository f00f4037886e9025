// The table as plain text, for whoever is asked for help.

import { t } from "./finding.js";
import { CAUSES, GROUPS, RESULTS } from "./table.js";

/** Everything of the table, with browser and addresses; no address has a query, and nothing typed is in it. */
export function report(findings, words, settings) {
  const say = (sentence) => words.say(sentence);
  const lines = [
    say(t("Agent toolbar: pre-flight check")),
    "",
    `${say(t("Time"))}: ${new Date().toISOString()}`,
    `${say(t("Page"))}: ${location.origin}${location.pathname}`,
    `${say(t("Gateway"))}: ${settings?.base.href ?? "?"}`,
    `${say(t("Framed by"))}: ${framedBy() || "–"}`,
    `${say(t("Browser"))}: ${browser()}`,
  ];
  for (const [group, rows] of GROUPS) {
    lines.push("", say(group));
    for (const [name, title] of rows) {
      const { result, found, fixes } = findings.get(name) ?? { result: "waiting", fixes: [] };
      lines.push(`[${say(RESULTS[result])}] ${say(title)}${found ? `: ${say(found)}` : ""}`);
      lines.push(...(fixes.length > 1 ? [`    ${say(CAUSES)}`] : []));
      lines.push(...fixes.map((fix, index) => `    ${fixes.length > 1 ? `${index + 1}. ` : "→ "}${say(fix)}`));
    }
  }
  return `${lines.join("\n")}\n`;
}

const framedBy = () => (window.top === window ? "" : [...(location.ancestorOrigins ?? [])].join(", ") || "?");

function browser() {
  const brands = navigator.userAgentData?.brands.map(({ brand, version }) => `${brand} ${version}`).join(", ");
  return [navigator.userAgent, brands, navigator.languages.join(", ")].filter(Boolean).join(" · ");
}
