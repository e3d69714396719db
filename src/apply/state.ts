import { createHash } from "node:crypto";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { UserError } from "../errors.js";
import { homeFolder } from "../home.js";
import { readBytes, type Fs } from "./fs.js";

/** Where the environment says that a user's state belongs. */
export type Env = Readonly<Record<string, string | undefined>>;

/**
 * The folder for the journal of a repository: in its git directory, else in the user's state
 * folder. Never in the working tree, which undo leaves byte for byte as it was.
 */
export function stateDir(fs: Fs, root: string, env: Env): string {
  const real = fs.realpathSync(root);
  const name = createHash("sha256").update(real).digest("hex").slice(0, 16);
  const git = gitDir(fs, real);
  if (git !== null) return join(git, "soundcheck", name);
  const state = env["XDG_STATE_HOME"];
  if (state && isAbsolute(state)) return join(state, "soundcheck", name);
  const home = env["HOME"] ?? homeFolder();
  if (home === null) {
    throw new UserError("Expected a folder for what undo needs, found no home folder.", {
      hint: "Set XDG_STATE_HOME to a folder that is kept, or make this a git repository.",
    });
  }
  return join(home, ".local", "state", "soundcheck", name);
}

/** `git rev-parse --git-dir` without git: .git is a folder, or a file that names one. */
function gitDir(fs: Fs, start: string): string | null {
  for (let folder = start; ; folder = dirname(folder)) {
    const dotGit = join(folder, ".git");
    if (fs.existsSync(join(dotGit, "HEAD"))) return dotGit;
    const pointer = readBytes(fs, dotGit);
    const target = pointer && /^gitdir:\s*(.+?)\s*$/m.exec(Buffer.from(pointer).toString("utf8"));
    if (target?.[1]) {
      const resolved = resolve(folder, target[1]);
      return fs.existsSync(join(resolved, "HEAD")) ? resolved : null;
    }
    if (dirname(folder) === folder) return null;
  }
}
