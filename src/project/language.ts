import { itemsOf, textOf } from "./items.js";
import type { Settings } from "./settings.js";

/** Languages of Django's own list that are of a region or a script. */
const REGIONAL = new Set([
  "ar-dz",
  "en-au",
  "en-gb",
  "es-ar",
  "es-co",
  "es-mx",
  "es-ni",
  "es-ve",
  "pt-br",
  "zh-hans",
  "zh-hant",
]);
/** Codes that Django takes for another's first. */
const CHINESE: Readonly<Record<string, string>> = {
  "zh-cn": "zh-hans",
  "zh-my": "zh-hans",
  "zh-sg": "zh-hans",
  "zh-hk": "zh-hant",
  "zh-mo": "zh-hant",
  "zh-tw": "zh-hant",
};

/**
 * The language of translated prefixes: LANGUAGE_CODE, or what LocaleMiddleware makes of it where
 * LANGUAGES lacks it, "en" of "en-us".
 */
export function prefixLanguage(settings: Settings): string {
  const code = settings.text("LANGUAGE_CODE") ?? "en-us";
  const lower = code.toLowerCase();
  const generic = lower.split("-", 1)[0] ?? lower;
  if (!hasLocaleMiddleware(settings)) return code;
  const listed = listedLanguages(settings);
  if (listed === null) return code;
  const has = (one: string): boolean =>
    listed === "default" ? !one.includes("-") || REGIONAL.has(one) : listed.includes(one);
  const supported = [lower, CHINESE[lower] ?? lower, generic].find(has);
  const kin = listed === "default" ? [] : listed;
  return supported ?? kin.find((one) => one.startsWith(`${generic}-`)) ?? code;
}

function hasLocaleMiddleware(settings: Settings): boolean {
  const middleware = settings.get("MIDDLEWARE");
  const items = middleware === null ? null : itemsOf(middleware);
  return items?.certain.some((item) => (textOf(item) ?? "").endsWith("LocaleMiddleware")) ?? false;
}

/** Codes in LANGUAGES; null where they are not known. */
function listedLanguages(settings: Settings): readonly string[] | "default" | null {
  const languages = settings.get("LANGUAGES");
  if (languages === null) return "default";
  const items = itemsOf(languages);
  if (items === null || items.causes.length > 0) return null;
  const codes = items.certain.map((item) => textOf(itemsOf(item)?.certain[0]));
  return codes.flatMap((code) => (code === null ? [] : [code.toLowerCase()]));
}
