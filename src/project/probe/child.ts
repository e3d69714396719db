import { spawn } from "node:child_process";

/** A program to run to its end, within a time. */
export interface Child {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

export type ChildOutcome =
  | { readonly kind: "not-started"; readonly message: string }
  | { readonly kind: "timeout" }
  | {
      readonly kind: "ended";
      readonly status: number | null;
      readonly stdout: string;
      readonly stderr: string;
    };

/** What a program needs to run at all; byte code would be litter in somebody's repository. */
export function basicEnvironment(): Record<string, string> {
  const { PATH = "", HOME = "", LANG = "C.UTF-8", SYSTEMROOT, TMPDIR } = process.env;
  return {
    PATH,
    HOME,
    LANG,
    PYTHONDONTWRITEBYTECODE: "1",
    ...(SYSTEMROOT ? { SYSTEMROOT } : {}),
    ...(TMPDIR ? { TMPDIR } : {}),
  };
}

/** Runs a program in a process group of its own, so that a time limit ends its children too. */
export function runChild(child: Child): Promise<ChildOutcome> {
  return new Promise((settle) => {
    const started = spawn(child.command, child.args, {
      cwd: child.cwd,
      env: child.env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32",
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    started.stdout.on("data", (data: Buffer) => stdout.push(data));
    started.stderr.on("data", (data: Buffer) => stderr.push(data));
    const timer = setTimeout(() => {
      endGroup(started.pid);
      settle({ kind: "timeout" });
    }, child.timeoutMs);
    started.once("error", (error) => {
      clearTimeout(timer);
      settle({ kind: "not-started", message: error.message });
    });
    started.once("close", (status) => {
      clearTimeout(timer);
      settle({ kind: "ended", status, stdout: textOf(stdout), stderr: textOf(stderr) });
    });
  });
}

function textOf(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString("utf8");
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch (error) {
    // It ended by itself in the meantime.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
