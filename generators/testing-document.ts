import { PHASES } from "../src/plan/phases.js";
import type { GeneratedFile } from "../src/plan/types.js";
import type { Project } from "../src/project/facts.js";
import { requiredVariables } from "./ci-environment.js";
import { installCommands } from "./ci-install.js";
import { workflowPath } from "./ci.js";
import { healthModule } from "./health-module.js";
import { relativeTo } from "./patches/paths.js";
import type { Choices } from "./types.js";

/** TESTING.md: what each layer catches, common issues, and the checklist with what is done. */
export function testingDocument(project: Project, choices: Choices): GeneratedFile {
  const commands = installCommands(project);
  const { baseDir } = project.setup;
  const testsPath = relativeTo(baseDir, choices.testsDir);
  return {
    kind: "file",
    phase: "foundation",
    path: project.setup.occupied.includes("TESTING.md") ? "SOUNDCHECK.md" : "TESTING.md",
    template: "foundation/TESTING.md",
    data: {
      install: [...(commands.manager === null ? [] : [commands.manager]), ...commands.install],
      run: commands.run,
      variables: requiredVariables(project)
        .map((name) => `\`${name}\``)
        .toSorted()
        .join(", "),
      testsDir: choices.testsDir,
      testsPath,
      testsArgument: testsPath === "tests" ? "" : ` ${testsPath}`,
      baseDir,
      healthUrl: `/${healthModule(project).url}`,
      workflow: workflowPath(project),
      has: Object.fromEntries(PHASES.map((phase) => [phase, choices.phases.includes(phase)])),
    },
    why: [{ text: `phases adopted: ${choices.phases.join(", ")}` }],
  };
}
