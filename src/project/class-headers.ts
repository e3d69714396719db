import type { Scan } from "./repository.js";

/** The first line of a class. */
export interface ClassHeader {
  readonly name: string;
  /** Last parts of the names in its bases. */
  readonly bases: readonly string[];
}

/** The headers of all classes of a file, and whether it names fields of models. */
export const CLASSES: Scan<{
  readonly classes: readonly ClassHeader[];
  readonly hasFields: boolean;
}> = {
  name: "classes",
  find: (text) => ({
    classes: text.includes("class ") ? headers(text) : [],
    hasFields: FIELD.test(text),
  }),
  // A class that derives from nothing is what nobody derives from, either.
  relevant: ({ classes, hasFields }, isAsked) => ({
    classes: classes.filter(({ name, bases }) => bases.length > 0 || isAsked(name)),
    hasFields,
  }),
};

/** Attributes such as `forms.Form`, of which bases of the file's classes have the name. */
export const DOTTED_BASES: Scan<readonly (readonly [holder: string, name: string])[]> = {
  name: "dotted bases",
  find: (text) => {
    const bases = new Set(headers(text).flatMap((header) => header.bases));
    const found = new Map<string, readonly [string, string]>();
    for (const [, holder = "", name = ""] of text.matchAll(DOTTED)) {
      if (bases.has(name)) found.set(`${holder}.${name}`, [holder, name]);
    }
    return [...found.values()];
  },
};

const HEADER =
  /^[ \t]*class[ \t]+(\w+)[ \t]*(?:\[[^\]]*\])?[ \t]*(?:\(([^)]*(?:\([^)]*\)[^)]*)*)\))?[ \t]*:/gm;
const FIELD = /\bmodels\.(?:\w*Field|ForeignKey)\(|\bHistoricalRecords\(/;
const DOTTED = /\b(\w+)\.([A-Z]\w*)[ \t]*[,)[]/g;

function headers(text: string): readonly ClassHeader[] {
  return [...text.matchAll(HEADER)].map(([, name = "", list = ""]) => ({
    name,
    bases: [...list.replaceAll(/#[^\n]*/g, "").matchAll(/([A-Za-z_]\w*)\s*(?=[,)[(]|$)/g)].map(
      (match) => match[1] ?? "",
    ),
  }));
}
