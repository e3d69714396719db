import { UserError } from "../errors.js";
import type { Project } from "../project/facts.js";
import type { Answer, DjangoInspection } from "../project/probe/answer.js";
import { answeredBy } from "../project/probe/answered.js";
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
  if (answer.ok) return answeredBy(answer.inspection, project);
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

/** How often a variable that only a package asks for is added. */
const MAX_TRIES = 8;

/**
 * Variables that pytest-env sets and those that the settings read are passed on, and then those that a failure names: packages read
 * some that the repository does not mention.
 */
async function ask(context: Context, { project, setup }: Project, python: string): Promise<Answer> {
  const named = setup.env.map(({ name }) => name);
  const env = { ...setup.testEnv, ...given(context, named) };
  // manage.py may default to another class than the one that tests run on.
  if (setup.configuration !== undefined) env["DJANGO_CONFIGURATION"] ??= setup.configuration;
  for (let count = 1; ; count++) {
    const answer = await askDjango({
      root: context.root,
      python,
      settings: project.settings,
      manageDir: setup.baseDir,
      pythonPath: setup.pythonPath,
      env,
      timeoutMs: TIMEOUT_MS,
    });
    if (answer.ok || count === MAX_TRIES) return answer;
    const { name, message } = answer.failure;
    const mentioned = [name, ...(message.match(/\b[A-Z][A-Z0-9_]{2,}\b/g) ?? [])];
    const more = Object.entries(given(context, kin(context, mentioned))).filter(
      ([key]) => !(key in env),
    );
    if (more.length === 0) return answer;
    Object.assign(env, Object.fromEntries(more));
  }
}

/** Names, and those that begin alike: a package that reads SHOP_KEY reads SHOP_URL as well. */
function kin({ env }: Context, names: readonly string[]): readonly string[] {
  const found = names.filter((name) => env[name] !== undefined);
  const prefixes = found.flatMap((name) => /^[A-Z0-9]{2,}_/.exec(name)?.[0] ?? []);
  const alike = Object.keys(env).filter((key) => prefixes.some((start) => key.startsWith(start)));
  return [...found, ...alike];
}

/** Those of the variables that are set where soundcheck runs. */
function given({ env }: Context, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = env[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
