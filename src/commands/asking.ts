import { UserError } from "../errors.js";
import type { Project } from "../project/facts.js";
import type { Answer, DjangoInspection } from "../project/probe/answer.js";
import { askDjango } from "../project/probe/ask.js";
import type { Context } from "./context.js";

const TIMEOUT_MS = 120_000;

/** The facts as Django itself tells them; those read from source when it does not answer. */
export async function askedProject(
  context: Context,
  project: Project,
  python: string,
): Promise<Project> {
  const answer = await ask(context, project, python);
  if (answer.ok) return withAnswer(project, answer.inspection);
  const { message, hint, place } = answer.failure;
  const where = place ? ` (${place.file}:${place.line})` : "";
  context.warn(`Django did not answer, so the source was read instead: ${message}${where}`);
  context.warn(`  ${hint}`);
  return project;
}

/** Django's own account of the project; an error when it does not answer. */
export async function djangoInspection(
  context: Context,
  project: Project,
  python: string,
): Promise<DjangoInspection> {
  const answer = await ask(context, project, python);
  if (answer.ok) return answer.inspection;
  const { message, hint, place } = answer.failure;
  throw new UserError(message, { hint, ...(place ? { place } : {}) });
}

/** Only variables that the settings read are passed on. */
function ask(context: Context, { project, setup }: Project, python: string): Promise<Answer> {
  const env: Record<string, string> = {};
  for (const { name } of setup.env) {
    const value = context.env[name];
    if (value !== undefined) env[name] = value;
  }
  return askDjango({
    root: context.root,
    python,
    settings: project.settings,
    manageDir: setup.baseDir,
    pythonPath: setup.pythonPath,
    env,
    timeoutMs: TIMEOUT_MS,
  });
}

function withAnswer(project: Project, answer: DjangoInspection): Project {
  const { apps, models, serializers, routes, doubts } = answer;
  const { authUserModel, rootUrlconf } = answer.project;
  const databases = answer.project.databases.map((database) => {
    const read = project.project.databases.find(({ alias }) => alias === database.alias);
    return { ...database, env: read?.env ?? database.env };
  });
  return {
    ...project,
    source: "django",
    project: { ...project.project, authUserModel, rootUrlconf, databases },
    apps,
    models,
    serializers,
    routes,
    doubts,
  };
}
