import type * as nodeFs from "node:fs";

/** The synchronous file system calls that writing takes; tests hand in others. */
export type Fs = Pick<
  typeof nodeFs,
  | "accessSync"
  | "chmodSync"
  | "closeSync"
  | "existsSync"
  | "fsyncSync"
  | "linkSync"
  | "lstatSync"
  | "mkdirSync"
  | "openSync"
  | "readFileSync"
  | "readdirSync"
  | "realpathSync"
  | "renameSync"
  | "rmSync"
  | "rmdirSync"
  | "statSync"
  | "unlinkSync"
  | "writeFileSync"
>;

/** The code of a system error, such as ENOENT; null for any other error. */
export function errorCode(error: unknown): string | null {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return typeof code === "string" ? code : null;
}

/** A file's bytes; null when there is no such file, or a folder in its place. */
export function readBytes(fs: Fs, path: string): Uint8Array | null {
  try {
    return fs.readFileSync(path);
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "EISDIR"].includes(errorCode(error) ?? "")) return null;
    throw error;
  }
}
