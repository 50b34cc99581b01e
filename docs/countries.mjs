// Makes src/platform/i18n/countries.tsv (country names in five languages) from Unicode CLDR, npm `cldr-localenames-full` 48.2.0 (Unicode-3.0).
//
//   (cd /tmp && npm install --prefix cldr cldr-localenames-full@48.2.0)
//   node docs/countries.mjs /tmp/cldr/node_modules
//
// The argument is the folder that holds `cldr-localenames-full`. The regions are those in the
// first column of the present table: add or take out a line there (its code is enough) and run
// this again. They are those that libphonenumber supports (PyPI `phonenumbers`
// 9.0.43, SUPPORTED_REGIONS), which include AC, TA and XK.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const LANGS = ["en", "es", "fr", "de", "nl"];
// Regions called by CLDR's short form: "Hong Kong", not "Hong Kong SAR China". Not GB and US,
// whose short forms are abbreviations, nor BA, CC and MM, which have one in English only.
const SHORT = ["HK", "MO", "PS"];

const folder = process.argv[2];
if (!folder) {
  console.error("usage: node docs/countries.mjs FOLDER-WITH-cldr-localenames-full");
  process.exit(2);
}
const table = new URL("../src/platform/i18n/countries.tsv", import.meta.url);
const codes = readFileSync(table, "utf8").split("\n").slice(1)
  .map((line) => line.split("\t")[0].trim()).filter(Boolean);
const names = LANGS.map((lang) => {
  const file = join(folder, "cldr-localenames-full", "main", lang, "territories.json");
  return JSON.parse(readFileSync(file, "utf8")).main[lang].localeDisplayNames.territories;
});
const rows = [...new Set(codes)].sort().map((code) => {
  const key = SHORT.includes(code) ? `${code}-alt-short` : code;
  return [code, ...names.map((of, i) => {
    if (!of[key] || /[\t\n]/.test(of[key])) throw new Error(`no usable name: ${key} in ${LANGS[i]}`);
    return of[key];
  })];
});
if (!rows.length) throw new Error("the table lists no region");
writeFileSync(table, [["code", ...LANGS], ...rows].map((row) => row.join("\t") + "\n").join(""));
console.log(`${rows.length} regions`);
