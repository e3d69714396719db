import { importsOf, type Import } from "./imports.js";
import type { Scan } from "./repository.js";

/** A call or decorator where a module is executed. */
export interface Registration {
  /** First name of what is called. */
  readonly root: string;
  /** The attributes behind it, "" where the first name itself is called. */
  readonly rest: string;
  readonly isDecorator: boolean;
}

const ENTERING =
  "register\\w*|add|add_(?:api|page|path|route|router|url|view)\\w*|append|extend|include_router|route|update";
const ACTION = new RegExp(
  `^(?:@[ \\t]*(\\w+)((?:\\.\\w+)*)|(\\w+)\\(|[ \\t]*(\\w+)((?:\\.\\w+)*\\.(?:${ENTERING}))\\()`,
  "gm",
);

/** How task queues, signals, template libraries and managers take what is written below them. */
const FOR_OTHERS =
  /\.(?:connect|filter|inclusion_tag|periodic_task|receiver|simple_tag|tag|task)$|\.objects\./;

/** What a module calls on being imported, as far as that may be to enter something somewhere. */
export const REGISTRATIONS: Scan<readonly Registration[]> = {
  name: "registrations",
  find: (text) => {
    const found = new Map<string, Registration>();
    for (const [, decorator, attributes, called, object, method] of text.matchAll(ACTION)) {
      const root = decorator ?? called ?? object ?? "";
      const rest = attributes ?? method ?? "";
      if (FOR_OTHERS.test(rest)) continue;
      found.set(`${root}${rest}`, { root, rest, isDecorator: decorator !== undefined });
    }
    return [...found.values()];
  },
};

const HOOK =
  /^([ \t]+)def (?:__init_subclass__|(__new__|__init__)\((?:mcs|mcls|metacls|metaclass|meta|cls)\b)/gm;
const CLASS = /^([ \t]*)class[ \t]+(\w+)[ \t]*(?:\[[^\]\n]*\])?(\([^)]*\))?/gm;
const METACLASS = /(?:type|Meta|MetaClass|Metaclass|Base)\)$/;

/** Names of classes that run code of the file when others are derived from them, or made of them. */
export const HOOKS: Scan<readonly string[]> = {
  name: "hooks",
  find: (text) =>
    [...text.matchAll(HOOK)].flatMap(({ 1: indent = "", 2: isMaker, index }) => {
      const above = [...text.slice(0, index).matchAll(CLASS)];
      const holder = above.findLast(([, width = ""]) => width.length < indent.length);
      const [, , name = "", bases = ""] = holder ?? [];
      return isMaker === undefined || METACLASS.test(bases) ? [name] : [];
    }),
};

/** How functions are called that load the modules they find. */
const LOOKING_AROUND = /\b(?:import_module|(?:auto)?discover\w*|load_\w+)\(/;

/** A line that enters something in what it names first. */
const ENTERED = new RegExp(`^(\\w+)(?:(?:\\.\\w+)*\\.(?:${ENTERING})\\(|[ \\t]*\\+=)`, "gm");

/**
 * What `ready()` of an app's configuration imports in any case, from there or from each app, which
 * functions it gives the models to, what it enters something in, and whether it loads modules that it
 * does not name.
 */
export const READY: Scan<{
  readonly imports: readonly Import[];
  readonly discovers: readonly string[];
  readonly givenModels: readonly string[];
  readonly entered: readonly Import[];
  readonly looksAround: boolean;
}> = {
  name: "ready",
  find: (text, module = "") => {
    const [body = ""] = /^([ \t]+)def ready\([^]*?(?=^\1?\S|(?![^]))/m.exec(text) ?? [];
    const ready = unconditional(body);
    const imports = importsOf(ready, module, false);
    const entered = new Set([...ready.matchAll(ENTERED)].map(([, name = ""]) => name));
    const everywhere = entered.size === 0 ? [] : [...imports, ...importsOf(text, module, false)];
    const calls = [...ready.matchAll(/\bautodiscover_modules\(([^)]*)\)/g)];
    return {
      imports,
      discovers: calls.flatMap(([, given = ""]) =>
        [...given.matchAll(/["'](\w+)["']/g)].map(([, name = ""]) => name),
      ),
      givenModels: [...ready.matchAll(/\b(\w+)\(\*?(?:self|apps)\.get_models\(/g)].map(
        ([, name = ""]) => name,
      ),
      entered: everywhere.filter(({ names }) => names.some((name) => entered.has(name))),
      looksAround: LOOKING_AROUND.test(body),
    };
  },
  needs: {
    word: "ready",
    without: { imports: [], discovers: [], givenModels: [], entered: [], looksAround: false },
  },
};

/** The lines of a function that are run whenever it is, and those in a `try`, without indentation. */
function unconditional(text: string): string {
  const lines = text.split("\n").slice(1);
  const widths = lines.filter((line) => /\S/.test(line)).map((line) => line.search(/\S/));
  const width = Math.min(...widths);
  let isTried = false;
  return lines
    .filter((line) => {
      if (line.search(/\S/) > width) return isTried;
      isTried = /^\s*(?:try:|\))/.test(line);
      return true;
    })
    .map((line) => line.trimStart())
    .join("\n");
}

const CHANGE =
  /^[ \t]+(\w+)(?:\.\w+|\[[^\]\n]*\])*(?:\[[^\]\n]*\][ \t]*=(?!=)|\.(?:append|add|update|setdefault|insert|register\w*|extend)\()/gm;

/** Whether a function changes what its module holds; null where it is no function of the module. */
export const CHANGES: Scan<boolean | null> = {
  name: "changes",
  find: (text, name = "") => {
    const start = new RegExp(`^(?:async )?def ${name}\\b`, "m").exec(text)?.index;
    if (start === undefined) return null;
    return [...functionAt(text, start).matchAll(CHANGE)].some(([, root = ""]) =>
      new RegExp(
        `^(?:${root}\\b[ \\t]*[:=]|(?:from|import)\\b(?:[^\\n(]*\\([^)]*|[^\\n]*)\\b${root}\\b)`,
        "m",
      ).test(text),
    );
  },
};

function functionAt(text: string, start: number): string {
  const length = text.slice(start).search(/\n[^\s)#]/);
  return length < 0 ? text.slice(start) : text.slice(start, start + length);
}
