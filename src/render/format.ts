import type { PythonStyle } from "../project/facts.js";
import { formatPython } from "./ruff.js";

const PRETTIER_PARSERS: Readonly<Record<string, string>> = {
  yml: "yaml",
  yaml: "yaml",
  md: "markdown",
  json: "json",
};

/** Formats a rendered file by what its name says it is; unknown kinds stay as they are. */
export async function formatFile(path: string, text: string, style: PythonStyle): Promise<string> {
  const extension = path.slice(path.lastIndexOf(".") + 1);
  if (extension === "py") return formatGeneratedPython(path, text, style);
  const parser = PRETTIER_PARSERS[extension];
  if (parser === undefined) return text;
  const { format } = await import("prettier");
  return format(text, { parser, printWidth: 100 });
}

function formatGeneratedPython(path: string, text: string, style: PythonStyle): string {
  const formatted = formatPython(text, style);
  if (formatted.kind === "formatted") return formatted.text;
  throw new Error(`the template of ${path} does not render to Python: ${formatted.reason}`);
}
