import type { App } from "./facts.js";
import type { Apps } from "./apps.js";

/**
 * Gives the app that AUTH_USER_MODEL names its label: Django refuses to start without one, so that it
 * is a package's whose own label is another than the last part of its module.
 */
export function labelledByUserModel(apps: Apps, userModel: string | null): Apps {
  const [label = ""] = (userModel ?? "").split(".");
  if (label === "" || apps.all.some((app) => app.label === label)) return apps;
  const [found, ...others] = apps.all.filter((app) => mayBeCalled(app, label));
  if (found === undefined || others.length > 0) return apps;
  const all = apps.all.map((app) => (app === found ? { ...app, label } : app));
  return { ...apps, all };
}

/** Whether a label is made of parts of a package's name, the last of them included. */
function mayBeCalled({ module, firstParty, label: supposed }: App, label: string): boolean {
  const parts = module.split(".");
  return !firstParty && label.endsWith(`_${supposed}`) && label.startsWith(`${parts[0]}_`);
}
