import type { Setup } from "../project/facts.js";

/** The settings that were chosen: the module and, where settings are classes, the class. */
export function settingsName(module: string, { configuration }: Setup): string {
  return configuration === undefined ? module : `${module}, class ${configuration}`;
}

/** Why these settings were chosen, and how to choose others. */
export function choiceText({ settingsChoice: { because, place } }: Setup): string {
  const where = place === null ? "" : ` (${place.file}:${place.line})`;
  return `${because}${where}; --settings MODULE chooses others`;
}
