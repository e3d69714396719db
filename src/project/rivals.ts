/** Packages and apps that document or build an API in another way than drf-spectacular and DRF. */
const RIVALS: readonly (readonly [RegExp, string])[] = [
  [/^drf[-_]yasg2?$/, "drf-yasg"],
  [/^(django[-_]rest[-_]swagger|rest_framework_swagger)$/, "django-rest-swagger"],
  [/^(django[-_])?ninja([-_]extra)?$/, "django-ninja"],
  [/^graphene[-_]django$/, "graphene-django"],
  [
    /^(strawberry[-_]graphql([-_]django)?|strawberry_django|strawberry\.django)$/,
    "strawberry-graphql",
  ],
  [/^(django[-_])?tastypie$/, "django-tastypie"],
  [/^(drf[-_]openapi)$/, "drf-openapi"],
  [/^ariadne([-_]django)?$/, "ariadne"],
];

/** Names the rivals among installed apps and listed packages, sorted. */
export function readRivals(
  installedApps: readonly string[],
  packages: ReadonlySet<string>,
): readonly string[] {
  const names = [...installedApps, ...packages];
  return RIVALS.filter(([pattern]) => names.some((name) => pattern.test(name)))
    .map(([, name]) => name)
    .toSorted();
}
