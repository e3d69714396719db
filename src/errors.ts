import type { Place } from "./project/facts.js";

/** A problem that the person at the terminal can solve: what was expected, found, and what to do. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly hint: string;
  readonly place: Place | null;

  constructor(message: string, options: { hint: string; place?: Place }) {
    super(message);
    this.hint = options.hint;
    this.place = options.place ?? null;
  }
}
