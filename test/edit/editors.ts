import { addInstalledApp, type NewApp } from "../../src/edit/installed-apps.js";
import type { Edit } from "../../src/plan/types.js";

/** Every editor with golden folders, by the name of its folder; facts come from facts.json. */
export const EDITORS: Readonly<Record<string, (source: string | null, facts: unknown) => Edit>> = {
  "installed-apps": (source, facts) => addInstalledApp(source ?? "", facts as NewApp),
};
