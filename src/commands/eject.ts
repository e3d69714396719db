import { applyChanges } from "../apply/transaction.js";
import { UserError } from "../errors.js";
import type { Plan } from "../plan/types.js";
import { colouredDiff, unifiedDiff } from "../report/diff.js";
import { planJson } from "../report/json.js";
import { EXIT, repositoryOf, type Context, type ExitCode } from "./context.js";
import { fileReader } from "./reading.js";
import { EJECTED, packageTemplate } from "./templates.js";
import { recoverInterrupted } from "./writing.js";

/** Copies a template into the repository, where it overrides the package's. */
export function runEject(context: Context, name: string): ExitCode {
  const { options, print, colours, root } = context;
  recoverInterrupted(context);
  const template = name.replace(/\.hbs$/, "");
  const text = packageTemplate(template);
  const path = `${EJECTED}/${template}.hbs`;
  if (fileReader(root)(path) !== null) {
    throw new UserError(`${path} is there already`, {
      hint: "Edit that file; remove it to go back to soundcheck's template.",
    });
  }
  const why = [{ text: `overrides the template ${template}` }];
  const change = {
    path,
    before: null,
    after: Buffer.from(text),
    phase: "foundation",
    why,
  } as const;
  const plan: Plan = { changes: [change], notes: [] };
  if (!options.dryRun) applyChanges(repositoryOf(context), plan.changes);
  if (options.json) {
    print(JSON.stringify(planJson(plan, { doubts: 0, written: !options.dryRun }), null, 2));
  } else if (options.dryRun) print(colouredDiff(unifiedDiff(change), colours));
  else
    print(`${path} now overrides soundcheck's template. Run \`soundcheck sync\` after editing it.`);
  return EXIT.done;
}
