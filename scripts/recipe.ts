import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** How a public project is run: env/NAME.json beside its folder NAME. */
export interface Recipe {
  readonly python: string;
  readonly settings: string;
  /** Folder of manage.py, "" for the root. */
  readonly manageDir: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The recipe of the project in a folder; null where nobody has written one. */
export function recipeOf(root: string): Recipe | null {
  const file = join(dirname(root), "env", `${basename(root)}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Recipe) : null;
}

/** The same of a project that cannot do without. */
export function requiredRecipe(root: string): Recipe {
  const recipe = recipeOf(root);
  if (recipe === null) throw new Error(`Expected env/${basename(root)}.json beside ${root}.`);
  return recipe;
}
