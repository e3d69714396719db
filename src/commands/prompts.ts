import type { Change, Plan } from "../plan/types.js";
import { colouredDiff, unifiedDiff } from "../report/diff.js";
import type { Phase } from "../plan/phases.js";
import type { Context } from "./context.js";
import type { PhaseChoice } from "./guided.js";

/** Asks whether to write; on request shows the diff, what changes in existing files last. */
export async function confirmWrite(context: Context, { changes }: Plan): Promise<boolean> {
  const inquirer = await prompts();
  const [made, edited] = [changes.filter(isNew), changes.filter((change) => !isNew(change))];
  const parts = [
    { name: `Show what changes in existing files (${edited.length})`, shown: edited },
    { name: `Show the whole diff (${changes.length} files)`, shown: [...made, ...edited] },
  ];
  const offered = made.length > 0 && edited.length > 0 ? parts : parts.slice(1);
  for (;;) {
    const { answer } = await inquirer.prompt<{ answer: boolean | readonly Change[] }>([
      {
        type: "select",
        name: "answer",
        message: "Write these changes?",
        choices: [
          { name: "Yes, write them", value: true },
          ...offered.map(({ name, shown }) => ({ name, value: shown })),
          { name: "No, leave everything as it is", value: false },
        ],
      },
    ]);
    if (typeof answer === "boolean") return answer;
    for (const change of answer) context.print(colouredDiff(unifiedDiff(change), context.colours));
  }
}

const isNew = ({ before }: Change): boolean => before === null;

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
