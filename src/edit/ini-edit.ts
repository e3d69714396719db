import { iniSection, type IniKey, type IniSection } from "./ini.js";
import { lineEnding } from "./splice.js";

/** The lines of a text with their endings. */
function linesOf(source: string): string[] {
  return source.split(/(?<=\r\n|\n|\r(?!\n))/).filter((line) => line !== "");
}

/** Puts lines before the line of a number (0-based); an unfinished line before them is ended. */
function withLines(source: string, at: number, added: readonly string[]): string {
  const newline = lineEnding(source);
  const lines = linesOf(source);
  const before = lines.slice(0, at).join("");
  const ended = before === "" || /[\r\n]$/.test(before.slice(-1));
  const text = added.join(newline);
  const after = lines.slice(at).join("");
  if (!ended) return `${before}${newline}${text}`;
  return `${before}${text}${newline}${after}`;
}

/** Adds `key = value` behind the last key of a section, written as its neighbours are. */
export function withIniKey(
  source: string,
  section: IniSection,
  name: string,
  value: string | readonly string[],
): string {
  const lines = linesOf(source);
  const sample = section.keys.map((key) => lines[key.start] ?? "").at(-1) ?? "";
  const equals = /^[^=:]*?(\s*[=:]\s*)/.exec(sample)?.[1]?.replace(/[\r\n]/g, "") ?? " = ";
  const separator = equals.trim() === equals ? equals : ` ${equals.trim()} `;
  const added =
    typeof value === "string"
      ? [`${name}${separator}${value}`]
      : [`${name}${separator.trimEnd()}`, ...value.map((item) => `    ${item}`)];
  return withLines(source, section.end, added);
}

/** Adds a line to a value that goes over several lines, with the indentation of its last one. */
export function withIniValueLine(source: string, key: IniKey, value: string): string {
  const last = linesOf(source)[key.end - 1] ?? "";
  const indent = key.end - 1 > key.start ? (/^\s*/.exec(last)?.[0] ?? "    ") : "    ";
  return withLines(source, key.end, [`${indent}${value}`]);
}

/** Adds words to a value: on its line, or on lines of their own where it goes over several. */
export function withIniWords(source: string, key: IniKey, words: readonly string[]): string {
  if (key.end - key.start > 1) {
    return words.reduceRight((text, word) => withIniValueLine(text, key, word), source);
  }
  const lines = linesOf(source);
  const line = lines[key.start] ?? "";
  const content = line.replace(/(?:\s+[#;].*)?\s*$/, "");
  lines[key.start] = `${content} ${words.join(" ")}${line.slice(content.length)}`;
  return lines.join("");
}

/** Adds a section at the end, or at the start of a file that has none. */
export function withIniSection(source: string, name: string, lines: readonly string[]): string {
  const newline = lineEnding(source);
  const body = [`[${name}]`, ...lines].join(newline) + newline;
  const content = source.trimEnd();
  return content === "" ? `${source}${body}` : `${content}${newline}${newline}${body}`;
}

/** The key of a section, by name. */
export function iniKey(source: string, section: string, name: string): IniKey | undefined {
  return iniSection(source, section)?.keys.find((key) => key.name === name);
}
