import type { Place, Project } from "../src/project/facts.js";

/** Where the health views go and how they are reached. */
export interface HealthModule {
  readonly path: string;
  /** Dotted name of the module. */
  readonly dotted: string;
  /** URL without its leading slash, such as "health/". */
  readonly url: string;
  readonly beside?: Place;
}

const MODULE_NAMES = ["health", "health_check", "health_views"];
const URLS = ["health/", "healthz/", "health-check/"];

/** Chooses a module and a URL that nothing in the repository uses yet, as far as its source tells. */
export function healthModule(project: Project): HealthModule {
  const beside = project.setup.settingPlaces.find((place) => place.name === "urlpatterns");
  const folder = packageFolder(project, beside?.file);
  const parent = packageAt(project, folder);
  const name = MODULE_NAMES.find((candidate) => isFree(project, folder, candidate));
  const chosen = name ?? "soundcheck_health";
  const dotted = parent === "" ? chosen : `${parent}.${chosen}`;
  return {
    path: join(folder, `${chosen}.py`),
    dotted,
    url: freeUrl(project, dotted),
    beside: beside && { file: beside.file, line: beside.line },
  };
}

function packageName(rootUrlconf: string): string {
  return rootUrlconf.split(".").slice(0, -1).join(".");
}

/** Dotted name of the package in a folder, by the import folder that it lies in. */
function packageAt({ setup }: Project, folder: string): string {
  const [base = ""] = setup.pythonPath
    .filter((path) => path === "" || folder === path || folder.startsWith(`${path}/`))
    .toSorted((a, b) => b.length - a.length);
  const relative = base === "" ? folder : folder.slice(base.length + 1);
  return relative.replaceAll("/", ".");
}

/** The folder that holds the package of the root URLconf, which may itself be a package. */
function packageFolder(project: Project, urlconf: string | undefined): string {
  const parent = packageName(project.project.rootUrlconf ?? "").replaceAll(".", "/");
  if (urlconf === undefined) return join(project.setup.baseDir, parent);
  const folder = urlconf.split("/").slice(0, -1);
  return (urlconf.endsWith("/__init__.py") ? folder.slice(0, -1) : folder).join("/");
}

function isFree(project: Project, folder: string, name: string): boolean {
  const file = join(folder, `${name}.py`);
  const subfolder = `${join(folder, name)}/`;
  return !project.setup.occupied.some((path) => path === file || path.startsWith(subfolder));
}

function freeUrl({ routes, doubts, setup }: Project, dotted: string): string {
  const free = URLS.find((url) => {
    const path = withoutSlash(`/${url}`);
    const there = routes.filter((route) => withoutSlash(route.path) === path);
    if (there.length > 0) return there.every(({ view }) => view === `${dotted}.health_check`);
    const isDoubtful = doubts.some(({ effect }) => effect.endsWith(` below /${url}`));
    return !isDoubtful && !setup.middlewarePaths?.includes(path);
  });
  return free ?? "soundcheck/health/";
}

/** `/health` beside `/health/` would be mistaken for it. */
function withoutSlash(path: string): string {
  return path.replace(/\/$/, "");
}

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("/");
}
