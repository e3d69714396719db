import type { Generator } from "../../generators/types.js";
import type { Project } from "../project/facts.js";
import type { Config, Ignored } from "./config.js";
import type { Note } from "./types.js";

/** The adopted phases that fit the project, and a note for each that does not. */
export interface Selection {
  readonly generators: readonly Generator[];
  readonly leftOut: readonly Note[];
}

/** Selects the generators of the adopted phases. */
export function selectGenerators(
  registry: readonly Generator[],
  project: Project,
  config: Config,
): Selection {
  const adopted = registry.filter((generator) => config.phases.includes(generator.phase));
  const leftOut: Note[] = [];
  const generators = adopted.filter((generator) => {
    const applies = generator.applies(project);
    if (applies.kind === "no") {
      const text = `the ${generator.phase} phase: ${applies.reason}`;
      leftOut.push({ kind: "left-out", path: "", text, byHand: applies.instead });
    }
    return applies.kind === "yes";
  });
  return { generators, leftOut };
}

/** The project without what the team left out on purpose. */
export function withoutIgnored(project: Project, { ignore }: Config): Project {
  return {
    ...project,
    models: project.models.filter(({ label }) => !isIgnored(ignore.models, label)),
    serializers: project.serializers.filter((each) => !isIgnored(ignore.serializers, each.class)),
    routes: project.routes.filter(({ path, view }) => !isIgnored(ignore.routes, path, view)),
  };
}

function isIgnored(ignored: Ignored, ...names: readonly string[]): boolean {
  return names.some((name) => Object.hasOwn(ignored, name));
}
