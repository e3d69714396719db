import { homedir } from "node:os";

/** The user's home folder; null for a user without one, such as a bare number in a container. */
export function homeFolder(): string | null {
  try {
    return homedir();
  } catch {
    return null;
  }
}
