import type { Plan } from "../plan/types.js";
import { colouredDiff, unifiedDiff } from "../report/diff.js";
import type { Phase } from "../plan/phases.js";
import type { Context } from "./context.js";
import type { PhaseChoice } from "./guided.js";

/** Asks whether to write; the diff is shown on request. */
export async function confirmWrite(context: Context, plan: Plan): Promise<boolean> {
  const inquirer = await prompts();
  for (;;) {
    const { answer } = await inquirer.prompt<{ answer: "write" | "diff" | "stop" }>([
      {
        type: "select",
        name: "answer",
        message: "Write these changes?",
        choices: [
          { name: "Yes, write them", value: "write" },
          { name: "Show the diff first", value: "diff" },
          { name: "No, leave everything as it is", value: "stop" },
        ],
      },
    ]);
    if (answer !== "diff") return answer === "write";
    for (const change of plan.changes) {
      context.print(colouredDiff(unifiedDiff(change), context.colours));
    }
  }
}

/** Asks which phases to take; those that do not fit are shown with the reason. */
export async function askPhases(choices: readonly PhaseChoice[]): Promise<readonly Phase[]> {
  const inquirer = await prompts();
  const { phases } = await inquirer.prompt<{ phases: Phase[] }>([
    {
      type: "checkbox",
      name: "phases",
      message: "Which phases?",
      pageSize: choices.length,
      choices: choices.map(({ phase, title, summary, checked, disabled }) => ({
        name: title,
        value: phase,
        description: summary,
        checked: checked && disabled === null,
        disabled: disabled ?? false,
      })),
    },
  ]);
  return phases;
}

/** Asks whether Django itself may be asked, through an environment of the project that was found. */
export async function askWhetherToAskDjango(origin: string): Promise<boolean> {
  const inquirer = await prompts();
  const { yes } = await inquirer.prompt<{ yes: boolean }>([
    {
      type: "confirm",
      name: "yes",
      message: `Ask Django itself, through ${origin}? This imports the project's settings.`,
      default: false,
    },
  ]);
  return yes;
}

/** An ES module, which is imported where something is asked. */
const prompts = async () => (await import("inquirer")).default;
