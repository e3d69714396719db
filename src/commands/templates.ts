import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors.js";
import { packageRoot } from "./package.js";

/** Folder of the templates that a team has taken over, within its repository. */
export const EJECTED = ".soundcheck/templates";

/** Reads templates: the repository's own where it has one, else the package's. */
export function templateReader(root: string): (name: string) => string {
  const own = packageRoot();
  return (name) => {
    const ejected = join(root, EJECTED, `${name}.hbs`);
    const path = existsSync(ejected) ? ejected : join(own, "templates", `${name}.hbs`);
    return readFileSync(path, "utf8");
  };
}

/** Names of all templates of the package, sorted. */
export function templateNames(): readonly string[] {
  const folder = join(packageRoot(), "templates");
  const files = readdirSync(folder, { recursive: true }).map((name) =>
    String(name).replaceAll("\\", "/"),
  );
  return files
    .filter((name) => name.endsWith(".hbs"))
    .map((name) => name.slice(0, -".hbs".length))
    .toSorted();
}

/** Text of the package's own template. */
export function packageTemplate(name: string): string {
  if (!templateNames().includes(name)) {
    throw new UserError(`there is no template "${name}"`, {
      hint: `Templates: ${templateNames().join(", ")}`,
    });
  }
  return readFileSync(join(packageRoot(), "templates", `${name}.hbs`), "utf8");
}
