import picocolors from "picocolors";

/** The few colours that reports use; without colour each gives its text back. */
export type Colours = ReturnType<typeof picocolors.createColors>;

/** Chooses colours; `NO_COLOR` and pipes are the caller's to look at. */
export function coloursFor(use: "colour" | "plain"): Colours {
  return picocolors.createColors(use === "colour");
}
