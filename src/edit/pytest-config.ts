import type { Edit } from "../plan/types.js";
import { completeIni } from "./pytest-ini.js";
import { newOptions, type PytestOptions } from "./pytest-options.js";
import { completeToml } from "./pytest-toml.js";
import { tableNamed } from "./toml-edit.js";

export type { PytestOptions } from "./pytest-options.js";

/** The pytest configuration to write or to complete. */
export interface NewPytestConfig extends PytestOptions {
  /** Name of the file, which decides its format: pytest.ini, pyproject.toml, tox.ini, setup.cfg. */
  readonly file: string;
}

/** Writes a pytest.ini, or completes the configuration that pytest reads already. */
export function addPytestConfig(source: string | null, wanted: NewPytestConfig): Edit {
  const lines = newOptions({ ...wanted, addopts: [] });
  if (source === null) {
    return { kind: "edited", source: `${["[pytest]", ...newOptions(wanted)].join("\n")}\n` };
  }
  const completed = complete(source, wanted);
  if (completed === "unreadable") {
    const reason = "pytest's table is not written in a form that can be extended";
    return { kind: "refused", reason, byHand: lines.join("\n") };
  }
  return completed === null
    ? { kind: "unchanged", reason: "pytest's configuration has all it needs" }
    : { kind: "edited", source: completed };
}

function complete(source: string, wanted: NewPytestConfig): ReturnType<typeof completeToml> {
  const name = wanted.file.slice(wanted.file.lastIndexOf("/") + 1);
  if (name.endsWith("pytest.toml")) return completeToml(source, "pytest", wanted);
  if (name === "pyproject.toml") {
    const legacy = "tool.pytest.ini_options";
    return completeToml(source, tableNamed(source, legacy) ? legacy : "tool.pytest", wanted);
  }
  return completeIni(source, name === "setup.cfg" ? "tool:pytest" : "pytest", wanted);
}
