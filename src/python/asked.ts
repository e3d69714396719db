/**
 * The names that a reading has asked for, whatever it found: a statement that binds another name and
 * does nothing else is the same to it as none.
 */
export interface Asked {
  readonly names: Set<string>;
  /** Files of modules and classes of which all names were asked for, as `dir()` does. */
  readonly listed: Set<string>;
  /** Files whose names others have taken over with a star. */
  readonly starred: Set<string>;
}

export const nothingAsked = (): Asked => ({
  names: new Set(),
  listed: new Set(),
  starred: new Set(),
});
