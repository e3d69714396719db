import type { Doubt, Inspection, Model, Project, Route, Serializer } from "../project/facts.js";
import type { Colours } from "./colours.js";
import { codeFrame } from "./frame.js";
import { choiceText, settingsName } from "./settings-choice.js";
import { columns, counted } from "./table.js";

/** Reads a file of the repository as text; null when there is none. */
export type ReadText = (path: string) => string | null;

/** Exactly the keys of the inspection contract, in its order. */
export function inspectionJson(inspection: Inspection): Inspection {
  const { schema, source, project, apps, models, serializers, routes, doubts } = inspection;
  return {
    schema,
    source,
    project,
    apps,
    models: models.map(plainModel),
    serializers: serializers.map(plainSerializer),
    routes: routes.map(plainRoute),
    doubts,
  };
}

const plainModel = ({ label, class: name, file, line, proxy, managed }: Model): Model => ({
  label,
  class: name,
  proxy,
  managed,
  file,
  line,
});

const plainSerializer = ({ class: name, model, file, line }: Serializer): Serializer => ({
  class: name,
  model,
  file,
  line,
});

function plainRoute({ path, name, namespace, view, methods, params, model }: Route): Route {
  return { path, name, namespace, view, methods, params, model };
}

/** The inspection as tables, the doubts with their code. */
export function inspectionText(inspection: Project, readText: ReadText, colours: Colours): string {
  const { apps, models, serializers, routes, doubts } = inspection;
  const firstParty = apps.filter((app) => app.firstParty);
  const section = (count: number, noun: string, rows: string[][]): string =>
    [colours.bold(counted(count, noun)), ...(rows.length > 0 ? [columns(rows)] : [])].join("\n");
  return [
    projectText(inspection, colours),
    section(
      firstParty.length,
      "first-party app",
      firstParty.map((app) => [app.label, app.module, app.path]),
    ),
    section(
      models.length,
      "model",
      models.map((model) => [
        model.label,
        `${model.file}:${model.line}`,
        [model.proxy ? "proxy" : "", model.managed ? "" : "unmanaged"].filter(Boolean).join(", "),
      ]),
    ),
    section(
      serializers.length,
      "serializer",
      serializers.map((each) => [each.class, each.model, `${each.file}:${each.line}`]),
    ),
    section(
      routes.length,
      "route",
      routes.map((route) => [
        route.path,
        route.methods.join(" "),
        route.view,
        [route.namespace, route.name].filter(Boolean).join(":"),
      ]),
    ),
    section(doubts.length, "doubt", []),
    ...byCause(settingsFirst(inspection)).map((same) => doubtText(same, readText, colours)),
  ].join("\n\n");
}

/** What is not known of the settings is often the cause of the rest. */
function settingsFirst({ project, doubts }: Inspection): readonly Doubt[] {
  const isOfSettings = ({ file }: Doubt): boolean => project.settingsFiles.includes(file);
  return [...doubts.filter(isOfSettings), ...doubts.filter((doubt) => !isOfSettings(doubt))];
}

function projectText({ project, source, setup }: Project, colours: Colours): string {
  const databases = project.databases.map(
    ({ alias, engine }) => `${alias}: ${engine || "unknown"}`,
  );
  const rows = [
    ["read by", source === "django" ? "asking Django" : "reading the source, nothing was executed"],
    ["settings", settingsName(project.settings, setup)],
    ["", choiceText(setup)],
    ["settings files", fewOf(project.settingsFiles)],
    ...variablesRows(setup),
    ["root URLconf", project.rootUrlconf ?? "unknown"],
    ["user model", project.authUserModel ?? "unknown"],
    ["databases", databases.join(", ") || "none"],
    ["Python", project.python ?? "not declared"],
    ["Django", project.django ?? "not declared"],
    ["dependencies", `${project.packageManager}: ${project.dependencyFiles.join(", ") || "none"}`],
    ["pytest", project.pytestConfig ?? "not configured"],
    ["workflows", project.workflows.join(", ") || "none"],
  ];
  return `${colours.bold(project.manage ?? project.settings)}\n${columns(rows)}`;
}

/** Variables without which the settings could not be read. */
function variablesRows({
  pipelineEnv = {},
}: Project["setup"]): readonly (readonly [string, string])[] {
  const given = Object.entries(pipelineEnv).map(([name, value]) => `${name}=${value}`);
  return given.length === 0
    ? []
    : [["variables", `${given.join(", ")}, as continuous integration gives them to tests`]];
}

const SHOWN = 4;

/** Settings import helpers, and these others: `--json` tells all of them. */
function fewOf(files: readonly string[]): string {
  const more = files.length - SHOWN;
  return more > 1 ? `${files.slice(0, SHOWN).join(", ")} and ${more} more` : files.join(", ");
}

/** Doubts of one cause stand together, where the first of them stands. */
function byCause(doubts: readonly Doubt[]): readonly (readonly [Doubt, ...Doubt[]])[] {
  const groups = new Map<string, [Doubt, ...Doubt[]]>();
  for (const doubt of doubts) {
    const cause = `${doubt.file}:${doubt.line}: ${doubt.what}`;
    const known = groups.get(cause);
    if (known) known.push(doubt);
    else groups.set(cause, [doubt]);
  }
  return [...groups.values()];
}

/** What could not be decided at a place, its code, and every effect that this has. */
function doubtText(
  same: readonly [Doubt, ...Doubt[]],
  readText: ReadText,
  colours: Colours,
): string {
  const [doubt] = same;
  const source = readText(doubt.file);
  const frame = source === null ? "" : codeFrame(source, doubt.line, colours);
  const head = `${colours.yellow("doubt")} ${doubt.file}:${doubt.line}: ${doubt.what}`;
  const effects = same.map(({ effect }) => `  effect: ${effect}`);
  return [head, ...(frame ? [frame] : []), ...effects].join("\n");
}
