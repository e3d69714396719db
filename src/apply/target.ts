import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { UserError } from "../errors.js";
import { errorCode, type Fs } from "./fs.js";

/** The real path to write for a path of the plan; an error when it leads out of the repository. */
export function targetOf(fs: Fs, root: string, path: string): string {
  const parts = path.split("/");
  const isPlain = !isAbsolute(path) && !path.includes("\\") && !path.includes("\0");
  if (!isPlain || parts.some((part) => ["", ".", "..", ".git"].includes(part))) {
    throw outside(path, "the path is not inside the repository");
  }
  const real = fs.realpathSync(root);
  const resolved = resolveLinks(fs, join(real, ...parts), path);
  if (!isInside(real, resolved)) throw outside(path, `it leads to ${resolved}`);
  return resolved;
}

/** Follows symbolic links of the part of the path that exists. */
function resolveLinks(fs: Fs, path: string, shown: string): string {
  try {
    return fs.realpathSync(path);
  } catch (error) {
    if (errorCode(error) === "ENOTDIR") {
      throw new UserError(`${shown} cannot be written: a file is where its folder should be`, {
        hint: "Rename the file, or choose another folder with --tests-dir.",
      });
    }
    if (errorCode(error) !== "ENOENT") throw error;
  }
  if (isLink(fs, path)) throw outside(shown, "it is a symbolic link to nothing");
  const parent = dirname(path);
  return join(resolveLinks(fs, parent, shown), path.slice(parent.length).replace(sep, ""));
}

function isLink(fs: Fs, path: string): boolean {
  return fs.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return (
    way !== "" && !isAbsolute(way) && way.split(sep)[0] !== ".." && way.split(sep)[0] !== ".git"
  );
}

function outside(path: string, reason: string): UserError {
  return new UserError(`${path} is not written: ${reason}`, {
    hint: "soundcheck writes inside the repository only; replace the link by a file or folder.",
  });
}
