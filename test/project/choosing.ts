import { locate } from "../../src/project/locate.js";
import { createModules } from "../../src/project/modules.js";
import { pythonPath } from "../../src/project/python-path.js";
import { chooseSettings, type SettingsChoice } from "../../src/project/settings-choice.js";
import { repositoryOf, type Contents } from "./temporary.js";

/** The settings that are chosen in a repository of these files. */
export function choose(contents: Contents, wanted: string | null = null): SettingsChoice {
  const repository = repositoryOf(contents);
  const location = locate(repository, wanted);
  const starts = location.manage === null ? [] : [location.manage];
  const modules = createModules(repository, pythonPath(repository, location.baseDir, starts));
  return chooseSettings(repository, modules, location, wanted);
}
