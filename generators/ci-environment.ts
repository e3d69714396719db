import type { EnvVariable, Project } from "../src/project/facts.js";
import { clientVariables, serviceContainers, testEngine, type Variable } from "./ci-services.js";
import { databaseValue, plausibleValue, requiredDatabaseValue, serviceValue } from "./ci-values.js";

/** Variables that the workflow or a test runner sets itself. */
const SET_ELSEWHERE = ["CI", "DJANGO_SETTINGS_MODULE", "HOME", "PATH", "PWD", "PYTHONPATH", "USER"];

/** Values for the variables of databases and services, and for those without a default. */
export function environment(project: Project): readonly Variable[] {
  const addresses = serviceAddresses(project);
  return sorted([...addresses, ...guessedVariables(project, addresses)]);
}

/** Names of the variables without which the settings cannot be imported. */
export function requiredVariables(project: Project): readonly string[] {
  return readable(project).flatMap(({ name, required }) => (required ? [name] : []));
}

/** Where settings find the containers, and what other workflows give them: values that are known to be right. */
export function serviceAddresses(project: Project): readonly Variable[] {
  const services = serviceContainers(project).map(({ name }) => name);
  const known = new Map<string, string>();
  for (const { name } of readable(project)) {
    const value = serviceValue(name, services);
    if (value !== null) known.set(name, value);
  }
  for (const [name, value] of databaseVariables(project)) known.set(name, value);
  for (const { name, value } of clientVariables(project)) known.set(name, value);
  for (const [name, value] of Object.entries(project.setup.pipelineEnv ?? {}))
    if (!known.has(name) && !SET_ELSEWHERE.includes(name)) known.set(name, value);
  return sorted([...known].map(([name, value]) => ({ name, value })));
}

/** Variables without a default: values that fit their names, for a person to check. */
export function guessedVariables(
  project: Project,
  addresses: readonly Variable[],
): readonly Variable[] {
  const known = new Set(addresses.map(({ name }) => name));
  const missing = requiredVariables(project).filter((name) => !known.has(name));
  return missing.map((name) => ({ name, value: plausibleValue(name) }));
}

/** Variables that production settings demand beyond those of the job; null when nobody knows. */
export function productionEnvironment(project: Project): readonly Variable[] | null {
  const required = project.setup.productionEnv;
  if (required === undefined) return null;
  const given = new Set(environment(project).map(({ name }) => name));
  const missing = required.filter(({ name }) => !given.has(name) && !SET_ELSEWHERE.includes(name));
  return sorted(missing.map(({ name }) => ({ name, value: productionValue(name) })));
}

/** Django's deploy checks want a long secret key and hosts by name. */
function productionValue(name: string): string {
  if (name.endsWith("SECRET_KEY"))
    return "long-enough-for-a-check-and-used-for-nothing-else-0123456789";
  return /ALLOWED_HOSTS?$/.test(name) ? "example.com" : plausibleValue(name);
}

function readable(project: Project): readonly EnvVariable[] {
  return project.setup.env.filter(({ name }) => !SET_ELSEWHERE.includes(name));
}

function databaseVariables(project: Project): ReadonlyMap<string, string> {
  const variables = new Map(project.setup.env.map((variable) => [variable.name, variable]));
  const values = new Map<string, string>();
  for (const database of project.project.databases.toReversed()) {
    const engine = testEngine(project, database);
    for (const name of database.env) {
      const { required = false, part = name } = variables.get(name) ?? {};
      const value = engine === null && !required ? null : databaseValue(part, engine);
      const chosen = value ?? (required ? requiredDatabaseValue(part, engine) : null);
      if (chosen !== null) values.set(name, chosen);
    }
  }
  return values;
}

function sorted(variables: readonly Variable[]): readonly Variable[] {
  return variables.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
