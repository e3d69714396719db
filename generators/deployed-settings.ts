import type { Project } from "../src/project/facts.js";
import { environment, productionEnvironment } from "./ci-environment.js";
import type { Variable } from "./ci-services.js";

/** The settings that run in production, as far as the repository tells. */
export interface DeployedSettings {
  readonly module: string;
  /** Whether development runs on them, too, so that Django's deploy warnings are to be expected. */
  readonly shared: boolean;
  /** What they read beyond the variables of the job; null when nobody knows. */
  readonly env: readonly Variable[] | null;
}

/** Production's own settings, or the one module that serves everything; null when neither is there. */
export function deployedSettings(project: Project): DeployedSettings | null {
  const { productionSettings } = project.setup;
  if (productionSettings !== null) {
    return { module: productionSettings, shared: false, env: productionEnvironment(project) };
  }
  const { settings } = project.project;
  if (settings.split(".").at(-1) !== "settings") return null;
  return { module: settings, shared: true, env: [] };
}

/** Everything that the deployed settings read, sorted by name. */
export function deployedEnvironment(project: Project): readonly Variable[] {
  const variables = [...environment(project), ...(deployedSettings(project)?.env ?? [])];
  return variables.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
