import type { ActionConfig, NodePlopAPI } from "node-plop";
import { generators } from "../generators/index.js";
import { UserError } from "./errors.js";
import type { Phase } from "./plan/phases.js";

/** Something that a plop action records; the label is what plop prints. */
export interface Step {
  readonly label: string;
  readonly record: () => void;
}

/** What a run of plop's generators asks and records. */
export interface Session {
  /** Asks what is to be asked for a phase, and returns the steps of its actions. */
  readonly prepare: (phase: Phase) => Promise<readonly Step[]>;
}

interface StepAction extends ActionConfig {
  readonly type: typeof ACTION;
  readonly step: Step;
}

const ACTION = "soundcheck";

/**
 * Registers the phases as plop generators. plop's own actions are left alone: they escape, force
 * and report success where nothing matched, so every action is one of ours and only records.
 */
export function registerGenerators(plop: NodePlopAPI, session: Session): void {
  plop.setActionType(ACTION, (_answers, action) => {
    const { step } = action as unknown as StepAction;
    step.record();
    return step.label;
  });
  for (const { phase, number, title } of generators) {
    plop.setGenerator(phase, {
      description: `${number}. ${title}`,
      prompts: async () => ({ steps: await explained(session.prepare(phase)) }),
      actions: (answers) =>
        stepsOf(answers).map((step): StepAction => ({ type: ACTION, step, force: false })),
    });
  }
}

function stepsOf(answers: unknown): readonly Step[] {
  return (answers as { readonly steps: readonly Step[] }).steps;
}

/** plop prints an error's message and nothing else, so the hint goes into it. */
async function explained<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const place = error.place ? `${error.place.file}:${error.place.line}: ` : "";
    throw new Error(`${place}${error.message}\n  ${error.hint}`, { cause: error });
  }
}
