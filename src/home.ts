import { homedir } from "node:os";
import { join } from "node:path";

/** The user's home folder; null for a user without one, such as a bare number in a container. */
export function homeFolder(): string | null {
  try {
    return homedir();
  } catch {
    return null;
  }
}

/** The program's folder among the user's caches; null where there is none. */
export function cacheFolder(): string | null {
  const home = homeFolder();
  const caches = process.env["XDG_CACHE_HOME"] || (home && join(home, ".cache"));
  return caches ? join(caches, "django-soundcheck") : null;
}
