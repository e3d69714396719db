import { iniSection, parseIni } from "../edit/ini.js";
import { join } from "node:path/posix";
import { filesUpward, foldersUpward } from "./dependencies-places.js";
import { parseToml, tableAt, type Table } from "./dependencies-toml.js";
import type { PythonStyle } from "./facts.js";
import type { Files } from "./files.js";

type Found = Partial<PythonStyle>;

const DEFAULTS: PythonStyle = { lineLength: 88, quotes: "double", indent: 4 };

/** Reads how the repository formats its Python: ruff, black, isort, flake8, then .editorconfig. */
export function readStyle(files: Files, baseDir: string): PythonStyle {
  const readers = [fromRuff, fromBlack, fromIsort, fromFlake8, fromEditorconfig];
  const found = readers.map((read) => read(files, baseDir));
  return found.reduceRight<PythonStyle>((style, more) => ({ ...style, ...more }), DEFAULTS);
}

/** ruff takes the nearest file that configures it, and a ruff.toml before a pyproject.toml. */
function fromRuff(files: Files, baseDir: string): Found {
  for (const folder of foldersUpward(baseDir)) {
    const own = [".ruff.toml", "ruff.toml"]
      .map((name) => files.read(join(folder, name)))
      .find((source) => source !== null);
    const pyproject = tableAt(parseToml(files.read(join(folder, "pyproject.toml")) ?? ""), "tool");
    const ruff = own ? parseToml(own) : "ruff" in pyproject ? tableAt(pyproject, "ruff") : null;
    if (ruff) return fromRuffTable(ruff);
  }
  return {};
}

function fromRuffTable(ruff: Table): Found {
  return {
    ...sized("lineLength", ruff["line-length"]),
    ...sized("indent", ruff["indent-width"]),
    ...quoted(tableAt(ruff, "format")["quote-style"]),
  };
}

function fromBlack(files: Files, baseDir: string): Found {
  const black = nearestTool(files, baseDir, "black");
  const quotes = black["skip-string-normalization"] === true ? quoted("preserve") : {};
  return { ...sized("lineLength", black["line-length"]), ...quotes };
}

function fromIsort(files: Files, baseDir: string): Found {
  const [own] = filesUpward(files, baseDir, [".isort.cfg"]);
  const length = own
    ? iniSection(own.text, "settings")?.keys.find(({ name }) => name === "line_length")?.value
    : nearestTool(files, baseDir, "isort")["line_length"];
  return sized("lineLength", Number(length));
}

function fromFlake8(files: Files, baseDir: string): Found {
  for (const { text } of filesUpward(files, baseDir, [".flake8", "setup.cfg", "tox.ini"])) {
    const keys = iniSection(text, "flake8")?.keys ?? [];
    const length = keys.find(({ name }) => name.replace(/_/g, "-") === "max-line-length");
    if (length) return sized("lineLength", Number(length.value));
  }
  return {};
}

function fromEditorconfig(files: Files, baseDir: string): Found {
  const [file] = filesUpward(files, baseDir, [".editorconfig"]);
  if (!file) return {};
  const keys = parseIni(file.text)
    .filter(({ name }) => /\bpy\b/.test(name))
    .flatMap((section) => section.keys);
  const value = (name: string) => Number(keys.find((key) => key.name === name)?.value);
  return {
    ...sized("lineLength", value("max_line_length")),
    ...sized("indent", value("indent_size")),
  };
}

function nearestTool(files: Files, baseDir: string, tool: string): Table {
  for (const { text } of filesUpward(files, baseDir, ["pyproject.toml"])) {
    const tools = tableAt(parseToml(text), "tool");
    if (tool in tools) return tableAt(tools, tool);
  }
  return {};
}

function sized(name: "lineLength" | "indent", value: unknown): Found {
  return typeof value === "number" && value > 0 ? { [name]: value } : {};
}

function quoted(value: unknown): Found {
  return value === "single" || value === "double" || value === "preserve" ? { quotes: value } : {};
}
