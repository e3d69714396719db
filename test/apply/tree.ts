import nodeFs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Fs } from "../../src/apply/fs.js";
import type { Repository } from "../../src/apply/repository.js";

/** Files by relative path. */
export type Tree = Readonly<Record<string, string>>;

/** A repository in a temporary folder, with its journal outside the working tree. */
export function repositoryWith(tree: Tree): Repository {
  const base = nodeFs.realpathSync(nodeFs.mkdtempSync(join(tmpdir(), "soundcheck-")));
  onTestFinished(() => nodeFs.rmSync(base, { recursive: true, force: true }));
  const root = join(base, "repo");
  nodeFs.mkdirSync(root);
  for (const [path, text] of Object.entries(tree)) {
    nodeFs.mkdirSync(join(root, path, ".."), { recursive: true });
    nodeFs.writeFileSync(join(root, path), text);
  }
  return { fs: nodeFs, root, state: join(base, "state") };
}

/** Every file, link and folder below a folder, with modes. */
export function snapshot(fs: Fs, root: string): Record<string, string> {
  const found: Record<string, string> = {};
  const walk = (folder: string, name: string): void => {
    for (const child of fs.readdirSync(folder).map(String).toSorted()) {
      const path = join(folder, child);
      const relative = name === "" ? child : `${name}/${child}`;
      const stat = fs.lstatSync(path);
      const mode = (stat.mode & 0o7777).toString(8);
      if (stat.isDirectory()) {
        found[`${relative}/`] = mode;
        walk(path, relative);
      } else found[relative] = `${mode} ${fs.readFileSync(path, "utf8")}`;
    }
  };
  walk(root, "");
  return found;
}

/** A change of a plan, as text. */
export function change(path: string, before: string | null, after: string | null) {
  return { path, before: bytes(before), after: bytes(after) };
}

function bytes(text: string | null): Uint8Array | null {
  return text === null ? null : Buffer.from(text);
}
