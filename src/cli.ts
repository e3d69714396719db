import { Command, CommanderError } from "commander";
import { readFileSync } from "node:fs";
import type { Context, ExitCode, Options } from "./commands/context.js";
import { UserError } from "./errors.js";

// A reader such as `head` may leave early; what is to be written still is.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

/** A command once its code is loaded: takes the context, gives the exit code. */
type Run = (context: Context) => ExitCode | Promise<ExitCode>;

const program = new Command("soundcheck")
  .description("Gives a Django repository a runtime validation stack, phase by phase.")
  .argument("[PHASE...]", "foundation api endpoints integration migrations health ci, 1-7, or all")
  .option("-C, --cwd <dir>", "folder of the repository", ".")
  .option("-y, --yes", "ask nothing", false)
  .option("-n, --dry-run", "print the diff, write nothing", false)
  .option("--json", "print for machines", false)
  .option("--python <path>", "interpreter of the project, to ask Django itself")
  .option("--settings <module>", "settings module that tests run on")
  .option("--tests-dir <dir>", "folder of the generated tests")
  .option("--no-color", "print without colours")
  .option("--no-cache", "read everything afresh")
  .version(version(), "-V, --version")
  .configureOutput({ writeErr: () => {} })
  .exitOverride();

program.action((phases: string[]) =>
  run(async () => {
    if (phases.length === 0) return (await import("./commands/guided.js")).runGuided;
    const { runPhases } = await import("./commands/phases.js");
    return (context) => runPhases(context, phases);
  }),
);

program
  .command("sync")
  .description("bring every adopted phase up to date with the repository")
  .action(() => run(async () => (await import("./commands/sync.js")).runSync));

program
  .command("check")
  .description("the same plan, nothing written; exit code 2 when it is not empty")
  .action(() => run(async () => (await import("./commands/check.js")).runCheck));

program
  .command("status")
  .description("the guide's checklist and the coverage of each layer")
  .option("--html <file>", "write the report as a page")
  .action((options: { html?: string }) =>
    run(async () => {
      const { runStatus } = await import("./commands/status.js");
      return (context) => runStatus(context, options);
    }),
  );

program
  .command("inspect")
  .description("what was read; every doubt is named")
  .option("--compare", "with --python: what the two readings disagree on")
  .action((options: { compare?: boolean }) =>
    run(async () => {
      const { runInspect } = await import("./commands/inspect.js");
      return (context) => runInspect(context, options);
    }),
  );

program
  .command("calibrate")
  .description("run the suite, triage its failures, record what it sees")
  .option(
    "--accept <row...>",
    "rows whose changed behaviour is meant, such as 'TABLE[key]', or all",
  )
  .action((options: { accept?: string[] }) =>
    run(async () => {
      const { runCalibrate } = await import("./commands/calibrate.js");
      return (context) => runCalibrate(context, options);
    }),
  );

program
  .command("undo")
  .description("take back the last run, byte for byte")
  .action(() => run(async () => (await import("./commands/undo.js")).runUndo));

program
  .command("eject")
  .description("copy a template into the repository, where it overrides ours")
  .argument("<name>", "such as foundation/conftest.py")
  .action((name: string) =>
    run(async () => {
      const { runEject } = await import("./commands/eject.js");
      return (context) => runEject(context, name);
    }),
  );

async function run(load: () => Promise<Run>): Promise<void> {
  const [{ contextFor }, command] = await Promise.all([import("./commands/context.js"), load()]);
  process.exitCode = await command(contextFor(program.opts<Options>()));
}

async function main(): Promise<void> {
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    const { reportError } = await import("./report/error.js");
    const failure = error instanceof CommanderError ? usageError(error) : error;
    process.exitCode = await reportError(failure, program.opts<Options>());
  }
}

function usageError({ message }: CommanderError): UserError {
  const [first = "", ...rest] = message.replace(/^error: /, "").split("\n");
  const hint = [...rest, "Run `soundcheck --help` for the commands and options."];
  return new UserError(first, { hint: hint.join(" ").trim() });
}

function version(): string {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

void main().then(() => {
  // Everything is written by then: to take the engine down step by step would be work for nothing.
  process.stdout.write("", () => process.stderr.write("", () => process.exit()));
});
