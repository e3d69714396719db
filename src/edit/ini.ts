/** A key of an ini file with the lines it covers (0-based, end exclusive). */
export interface IniKey {
  readonly name: string;
  /** The value with continuation lines joined by newlines, comments left out. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** A section of an ini file; `end` is the line after its last key or header. */
export interface IniSection {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly keys: readonly IniKey[];
}

const HEADER = /^\[([^\]]+)\]\s*(?:[#;].*)?$/;
const KEY = /^([^\s=:#;[][^=:]*?)\s*[=:]\s*(.*)$/;
const COMMENT = /^\s*[#;]/;

/** Reads sections and keys as Python's configparser and pytest do, with their lines. */
export function parseIni(source: string): readonly IniSection[] {
  const sections: { name: string; start: number; end: number; keys: IniKey[] }[] = [];
  const lines = source.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  for (const [index, line] of lines.entries()) {
    const section = sections.at(-1);
    const header = HEADER.exec(line);
    if (header) {
      sections.push({ name: (header[1] ?? "").trim(), start: index, end: index + 1, keys: [] });
      continue;
    }
    if (!section || line.trim() === "" || COMMENT.test(line)) continue;
    const last = section.keys.at(-1);
    if (/^\s/.test(line) && last) {
      const joined = last.value === "" ? line.trim() : `${last.value}\n${line.trim()}`;
      section.keys[section.keys.length - 1] = { ...last, value: joined, end: index + 1 };
    } else {
      const key = KEY.exec(line);
      if (!key) continue;
      section.keys.push({
        name: key[1] ?? "",
        value: (key[2] ?? "").replace(/\s+[#;].*$/, "").trim(),
        start: index,
        end: index + 1,
      });
    }
    section.end = index + 1;
  }
  return sections;
}

/** The section of that name, if there is one. */
export function iniSection(source: string, name: string): IniSection | undefined {
  return parseIni(source).find((section) => section.name === name);
}
