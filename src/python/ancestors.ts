import type { Machine } from "./machine.js";

/** Every ancestor of an external class that the host's tables know, nearest first. */
export function externalAncestors(machine: Machine, dotted: string): readonly string[] {
  const found: string[] = [];
  const visit = (name: string): void => {
    for (const base of machine.host.externalBases?.(name) ?? []) {
      if (found.includes(base)) continue;
      found.push(base);
      visit(base);
    }
  };
  visit(dotted);
  return found;
}

/**
 * Whether an external class is of a package whose classes are known: what is looked for in classes
 * of the repository, such as actions, keys and names of their own, it does not add.
 */
export const isOfKnownPackage = (dotted: string): boolean =>
  /^(?:django|rest_framework|abc|typing|collections)\./.test(dotted);

/** Packages whose mix-ins for views and models bring neither actions nor a primary key. */
const ADDS_NOTHING =
  /^(?:computedfields|dirtyfields|django_auto_prefetching|django_filters|django_lifecycle|django_qp|drf_excel|drf_spectacular|edx_rbac|guardian|model_utils|munigeo\.api\.GeoModelAPIView$|safedelete|softdelete|rest_access_policy|rest_flex_fields|rest_framework_extensions|rest_framework_nested|rest_framework_tracking|reversion|rules|waffle)(?:\.|$)/;

/** Whether an external base brings none of the members that are looked for in classes of the repository. */
export const bringsNothing = (dotted: string): boolean =>
  isOfKnownPackage(dotted) || ADDS_NOTHING.test(dotted);
