import { exemptPath, type Exemption } from "../../src/edit/exempt-path.js";
import { addInstalledApp, type NewApp } from "../../src/edit/installed-apps.js";
import { addPipfilePackages, type NewPipfilePackages } from "../../src/edit/pipfile.js";
import { addPyprojectPackages, type NewPyprojectPackages } from "../../src/edit/pyproject.js";
import { addPytestConfig, type NewPytestConfig } from "../../src/edit/pytest-config.js";
import { addRequirements, type NewRequirements } from "../../src/edit/requirements.js";
import { setSettingKey, type SettingKey } from "../../src/edit/settings-dict.js";
import { addSetupCfgPackages, type NewSetupCfgPackages } from "../../src/edit/setup-cfg.js";
import { addUrl, type NewUrl } from "../../src/edit/urlpatterns.js";
import type { Edit } from "../../src/plan/types.js";

/** Every editor with golden folders, by the name of its folder; facts come from facts.json. */
export const EDITORS: Readonly<Record<string, (source: string | null, facts: unknown) => Edit>> = {
  "exempt-path": (source, facts) => exemptPath(source ?? "", facts as Exemption),
  "installed-apps": (source, facts) => addInstalledApp(source ?? "", facts as NewApp),
  pipfile: (source, facts) => addPipfilePackages(source ?? "", facts as NewPipfilePackages),
  pyproject: (source, facts) => addPyprojectPackages(source ?? "", facts as NewPyprojectPackages),
  "pytest-config": (source, facts) => addPytestConfig(source, facts as NewPytestConfig),
  requirements: (source, facts) => addRequirements(source, facts as NewRequirements),
  "settings-dict": (source, facts) => setSettingKey(source ?? "", facts as SettingKey),
  "setup-cfg": (source, facts) => addSetupCfgPackages(source ?? "", facts as NewSetupCfgPackages),
  urlpatterns: (source, facts) => addUrl(source ?? "", facts as NewUrl),
};
