import type { Fs } from "./fs.js";

/** A repository to write to. */
export interface Repository {
  readonly fs: Fs;
  readonly root: string;
  /** Folder of the journal, outside the working tree. */
  readonly state: string;
}
