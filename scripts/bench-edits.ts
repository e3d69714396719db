import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { walk } from "../src/project/walk.js";

/** Kinds of edits that the benchmark makes: with and without a meaning for what is read. */
export const EDITS = [
  "comments and function bodies",
  "new fields of models",
  "new classes",
] as const;

/** One of them. */
export type EditName = (typeof EDITS)[number];

interface Edit {
  /** What a file must hold to be edited. */
  readonly where: RegExp;
  readonly edit: (text: string, round: number) => string;
}

const METHOD = /^ {4}def \w+\(self[^()]*\):\n/m;
const FIELD = /^ {4}\w+ = models\.\w+Field\([^()\n]*\)\n/m;
const CLASS = /^class \w+\(.*\bmodels?\b.*\):\n/im;

const BY_NAME: Readonly<Record<EditName, Edit>> = {
  "comments and function bodies": {
    where: METHOD,
    edit: (text, round) =>
      `# edited ${round}\n${text.replace(METHOD, (line) => `${line}        edited = ${round}\n`)}`,
  },
  "new fields of models": {
    where: FIELD,
    edit: (text, round) =>
      text.replace(
        FIELD,
        (line) => `${line}    edited_${round} = models.IntegerField(null=True)\n`,
      ),
  },
  "new classes": {
    where: CLASS,
    edit: (text, round) => `${text}\n\nclass Edited${round}:\n    value = ${round}\n`,
  },
};

/** Edits ten files, spread evenly over those that the edit fits. */
export function editFiles(repo: string, name: EditName, round: number): void {
  const { where, edit } = BY_NAME[name];
  const fitting = walk(repo)
    .files.filter((file) => file.endsWith(".py") && !/(^|\/)(tests?|migrations)\//.test(file))
    .map((file) => join(repo, file))
    .filter((file) => where.test(readFileSync(file, "utf8")));
  const count = Math.min(10, fitting.length);
  for (let at = 0; at < count; at++) {
    const file = fitting[Math.floor((at * fitting.length) / count)];
    if (file !== undefined) writeFileSync(file, edit(readFileSync(file, "utf8"), round));
  }
}
