/** The repository as readers see it: text by relative path, and every path, sorted. */
export interface Files {
  /** Decoded text without a byte order mark; null when there is no such file. */
  readonly read: (path: string) => string | null;
  readonly list: () => readonly string[];
}
