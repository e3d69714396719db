import { undo, undoable } from "../apply/undo.js";
import { UserError } from "../errors.js";
import { counted } from "../report/table.js";
import { EXIT, repositoryOf, type Context, type ExitCode } from "./context.js";
import { recoverInterrupted } from "./writing.js";

/** Takes back the last run that wrote anything, unless its files were changed since. */
export function runUndo(context: Context): ExitCode {
  const { options, print } = context;
  recoverInterrupted(context);
  const repository = repositoryOf(context);
  const outcome = options.dryRun ? undoable(repository) : undo(repository);
  if (outcome.kind === "nothing") {
    throw new UserError("there is nothing to undo: no run wrote anything here", {
      hint: "Undo takes back the last run only, and once.",
    });
  }
  const exit = outcome.kind === "changed" ? EXIT.conflict : EXIT.done;
  if (options.json) {
    print(
      JSON.stringify(
        {
          undo: outcome.kind,
          paths: outcome.paths,
          written: !options.dryRun && exit === EXIT.done,
        },
        null,
        2,
      ),
    );
    return exit;
  }
  if (outcome.kind === "changed") {
    print("Nothing was undone: these files were changed since the last run.");
  } else {
    const verb = options.dryRun ? "would be put back" : "put back as before the last run";
    print(`${counted(outcome.paths.length, "file")} ${verb}.`);
  }
  for (const path of outcome.paths) print(`  ${path}`);
  return exit;
}
