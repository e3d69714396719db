import type { Drift } from "../plan/drift.js";
import type { Lock } from "../plan/lock.js";
import type { Phase } from "../plan/phases.js";
import type { Project } from "../project/facts.js";
import type { Colours } from "./colours.js";
import { columns, counted } from "./table.js";

/** An item of the guide's four-week checklist. */
export interface ChecklistItem {
  readonly week: number;
  readonly text: string;
  /** Null for what soundcheck cannot see. */
  readonly done: boolean | null;
}

/** How much of what a layer should cover its table holds. */
export interface Coverage {
  readonly layer: string;
  readonly covered: number;
  readonly total: number;
}

/** Where the validation stack stands. */
export interface Status {
  readonly checklist: readonly ChecklistItem[];
  readonly coverage: readonly Coverage[];
  readonly drift: number;
  readonly doubts: number;
}

/** What a status is computed from. */
export interface StatusInput {
  readonly project: Project;
  readonly phases: readonly Phase[];
  readonly lock: Lock;
  readonly drift: readonly Drift[];
}

const CHECKLIST: readonly (readonly [number, string, Phase | null])[] = [
  [1, "Install pytest-django, model-bakery", "foundation"],
  [1, "Create model factory test", "foundation"],
  [1, "Add Django system checks to CI", "ci"],
  [2, "Set up DRF Spectacular", "api"],
  [2, "Create serializer round-trip tests", "api"],
  [2, "Add endpoint smoke tests", "endpoints"],
  [3, "Write 3 key business flow tests", "integration"],
  [3, "Add health check endpoints", "health"],
  [3, "Set up CI/CD pipeline", "ci"],
  [4, "Add migration linting", "migrations"],
  [4, "Set up monitoring/alerting", null],
  [4, "Document the testing strategy", "foundation"],
];

/** Computes the checklist and the coverage of each layer. */
export function statusOf({ project, phases, lock, drift }: StatusInput): Status {
  const checklist = CHECKLIST.map(([week, text, phase]) => ({
    week,
    text,
    done: phase === null ? null : phases.includes(phase),
  }));
  const hasFactories = [...lock.keys()].some((path) => path.endsWith("test_model_factories.py"));
  const views = new Set(project.routes.map((route) => route.view));
  return {
    checklist,
    coverage: [
      {
        layer: "models",
        covered: hasFactories ? project.models.length : 0,
        total: project.models.length,
      },
      coverage("serializers", project.serializers.length, drift, lock, "SERIALIZER_MAP"),
      coverage("routes", project.routes.length, drift, lock, "ENDPOINTS"),
      coverage("view flows", views.size, drift, lock, "FLOWS"),
    ],
    drift: drift.length,
    doubts: project.doubts.length,
  };
}

function coverage(
  layer: string,
  total: number,
  drift: readonly Drift[],
  lock: Lock,
  table: string,
): Coverage {
  const isEntry = (block: string | null): boolean => block?.startsWith(`${table}[`) ?? false;
  const missing = drift.filter(({ kind, block }) => kind === "missing" && isEntry(block)).length;
  const adopted = [...lock.values()].some((blocks) => blocks.has(table));
  return { layer, total, covered: adopted ? Math.max(0, total - missing) : 0 };
}

/** The status for a terminal. */
export function statusText(status: Status, colours: Colours): string {
  const mark = { true: colours.green("[x]"), false: "[ ]", null: colours.dim("[?]") };
  const weeks = [1, 2, 3, 4].map((week) => {
    const items = status.checklist.filter((item) => item.week === week);
    const lines = items.map(({ done, text }) => `  ${mark[`${done}`]} ${text}`);
    return [colours.bold(`Week ${week}`), ...lines].join("\n");
  });
  const rows = status.coverage.map(({ layer, covered, total }) => [
    layer,
    `${covered} of ${total}`,
  ]);
  return [...weeks, `${colours.bold("Coverage")}\n${columns(rows)}`, standing(status)].join("\n\n");
}

/** In a sentence, whether the stack is there and keeps pace with the repository. */
export function standing({ checklist, drift, doubts }: Status): string {
  if (!checklist.some(({ done }) => done)) {
    return `No phase is adopted yet: \`soundcheck all\` takes them all; ${counted(doubts, "doubt")}.`;
  }
  const pace = drift === 0 ? "up to date" : `${counted(drift, "block")} behind the repository`;
  return `The stack is ${pace}; ${counted(doubts, "doubt")}.`;
}
