import { UserError } from "../errors.js";
import { lineOfJsonFault } from "./json-fault.js";
import { PHASES, type Phase } from "./phases.js";

/** The configuration's place in the repository. */
export const CONFIG_PATH = "soundcheck.json";

/** What the team left out on purpose: name to reason. */
export type Ignored = Readonly<Record<string, string>>;

/** The team's choices, kept in soundcheck.json. */
export interface Config {
  readonly phases: readonly Phase[];
  /** Null while nobody chose: the planner picks a folder. */
  readonly testsDir: string | null;
  readonly settings: string | null;
  readonly ignore: {
    readonly models: Ignored;
    readonly serializers: Ignored;
    readonly routes: Ignored;
  };
}

/** The choices of a repository that soundcheck has not been to. */
export const NO_CONFIG: Config = {
  phases: [],
  testsDir: null,
  settings: null,
  ignore: { models: {}, serializers: {}, routes: {} },
};

const IGNORABLE = ["models", "serializers", "routes"] as const;

/** Reads soundcheck.json; null stands for no file. */
export function parseConfig(text: string | null): Config {
  if (text === null) return NO_CONFIG;
  const root = object(parseJson(text), text, "the configuration");
  onlyKeys(root, ["phases", "testsDir", "settings", "ignore"], text);
  const ignore = object(root["ignore"] ?? {}, text, "ignore");
  onlyKeys(ignore, IGNORABLE, text);
  return {
    phases: phases(root["phases"] ?? [], text),
    testsDir: folder(optionalString(root["testsDir"], "testsDir", text), text),
    settings: optionalString(root["settings"], "settings", text),
    ignore: {
      models: reasons(ignore["models"], "models", text),
      serializers: reasons(ignore["serializers"], "serializers", text),
      routes: reasons(ignore["routes"], "routes", text),
    },
  };
}

/** Writes soundcheck.json; a text that already says the same stays as it is. */
export function formatConfig(config: Config, current: string | null): string {
  if (current !== null && same(parseConfig(current), config)) return current;
  const ignored = IGNORABLE.filter((name) => Object.keys(config.ignore[name]).length > 0);
  const written = {
    phases: config.phases,
    ...(config.testsDir === null ? {} : { testsDir: config.testsDir }),
    ...(config.settings === null ? {} : { settings: config.settings }),
    ...(ignored.length === 0
      ? {}
      : { ignore: Object.fromEntries(ignored.map((name) => [name, config.ignore[name]])) }),
  };
  return `${JSON.stringify(written, null, 2)}\n`;
}

/** Adds phases to those adopted, in the guide's order. */
export function adopt(config: Config, phases: readonly Phase[]): Config {
  const adopted = new Set([...config.phases, ...phases]);
  return { ...config, phases: PHASES.filter((phase) => adopted.has(phase)) };
}

function same(left: Config, right: Config): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, "")) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw fault(`it is not JSON: ${error.message}`, lineOfJsonFault(text));
  }
}

type Json = Readonly<Record<string, unknown>>;

function object(value: unknown, text: string, name: string): Json {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Json;
  throw fault(`expected an object for ${name}, found ${kindOf(value)}`, lineOf(name, text));
}

function onlyKeys(value: Json, known: readonly string[], text: string): void {
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    throw fault(`unknown key "${key}"; known are ${known.join(", ")}`, lineOf(key, text));
  }
}

function phases(value: unknown, text: string): readonly Phase[] {
  if (!Array.isArray(value)) {
    throw fault(`expected a list for phases, found ${kindOf(value)}`, lineOf("phases", text));
  }
  for (const name of value) {
    if (PHASES.some((phase) => phase === name)) continue;
    throw fault(
      `unknown phase ${JSON.stringify(name)}; known are ${PHASES.join(", ")}`,
      lineOf(String(name), text),
    );
  }
  return PHASES.filter((phase) => value.includes(phase));
}

function optionalString(value: unknown, name: string, text: string): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "string" && value.trim() !== "") return value;
  throw fault(`expected a string for ${name}, found ${kindOf(value)}`, lineOf(name, text));
}

function folder(value: string | null, text: string): string | null {
  if (value === null) return null;
  const path = value.replaceAll("\\", "/").replace(/^\.\//, "").replace(/\/+$/, "");
  const parts = path.split("/");
  if (path.startsWith("/") || parts.includes("..") || parts.includes("") || /^[a-z]:/i.test(path)) {
    throw fault(
      `testsDir must be a folder of the repository, found "${value}"`,
      lineOf("testsDir", text),
    );
  }
  return path;
}

function reasons(value: unknown, name: string, text: string): Ignored {
  const ignored = object(value ?? {}, text, name);
  for (const [key, reason] of Object.entries(ignored)) {
    if (typeof reason === "string" && reason.trim() !== "") continue;
    throw fault(`"${key}" is ignored without a reason; write why, as a string`, lineOf(key, text));
  }
  return ignored as Ignored;
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}

function lineOf(name: string, text: string): number {
  const at = text.indexOf(JSON.stringify(name));
  return at < 0 ? 1 : text.slice(0, at).split("\n").length;
}

function fault(message: string, line: number): UserError {
  return new UserError(`${CONFIG_PATH}: ${message}`, {
    hint: `Correct ${CONFIG_PATH}, then run soundcheck again.`,
    place: { file: CONFIG_PATH, line },
  });
}
