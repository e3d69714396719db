import { MODELS } from "./known-models.js";

/** The one name under which models are recognised, whatever they were imported from. */
export const MODEL = "django.db.models.base.Model";
/** The one name under which DRF's model serializers are recognised. */
export const MODEL_SERIALIZER = "rest_framework.serializers.ModelSerializer";
/** The one name under which app configurations are recognised. */
export const APP_CONFIG = "django.apps.config.AppConfig";
/** The names under which class-based settings are recognised. */
export const CONFIGURATIONS = ["configurations.base.Configuration", "configurations.Configuration"];

/** Bases of classes in packages whose source is not read: which of them are models, and so on. */
const BASES: Readonly<Record<string, readonly string[]>> = {
  "django.apps.AppConfig": [APP_CONFIG],
  [APP_CONFIG]: [],
  ...Object.fromEntries(CONFIGURATIONS.map((name) => [name, []])),
  "django.db.models.Model": [MODEL],
  [MODEL]: [],
  // It stands beside models, and is none.
  "django_xworkflows.models.Workflow": [],
  [MODEL_SERIALIZER]: ["rest_framework.serializers.Serializer"],
  ...kin("rest_framework.serializers.BaseSerializer", {
    "adrf.serializers": "Serializer",
    "rest_framework.serializers": "ListSerializer Serializer",
    "rest_framework_json_api.serializers": "ResourceIdentifierObjectSerializer Serializer",
  }),
  ...kin(MODEL_SERIALIZER, {
    "adrf.serializers": "ModelSerializer",
    "datapunt_api.rest": "HALSerializer",
    "datapunt_api.serializers": "HALSerializer",
    "django_restql.serializers": "NestedModelSerializer",
    "drf_base64.serializers": "HyperlinkedModelSerializer ModelSerializer",
    drf_writable_nested:
      "NestedCreateMixin NestedUpdateMixin UniqueFieldsMixin WritableNestedModelSerializer",
    "drf_writable_nested.mixins": "NestedCreateMixin NestedUpdateMixin UniqueFieldsMixin",
    "drf_writable_nested.serializers":
      "NestedCreateMixin NestedUpdateMixin WritableNestedModelSerializer",
    "dynamic_rest.serializers": "DynamicModelSerializer",
    "i18nfield.rest_framework": "I18nAwareModelSerializer",
    "mitol.common.serializers": "BaseSerializer",
    "munigeo.api": "GeoModelSerializer MPTTModelSerializer TranslatedModelSerializer",
    "nautobot.apps.api": "NautobotModelSerializer",
    "netbox.api.serializers": "NetBoxModelSerializer",
    "ordered_model.serializers": "OrderedModelSerializer",
    "oscarapi.serializers.utils": "OscarHyperlinkedModelSerializer OscarModelSerializer",
    "parler_rest.serializers": "TranslatableModelSerializer",
    rest_flex_fields: "FlexFieldsModelSerializer",
    "rest_flex_fields.serializers": "FlexFieldsModelSerializer",
    "rest_framework.serializers": "HyperlinkedModelSerializer",
    "rest_framework_gis.serializers": "GeoFeatureModelSerializer GeoModelSerializer",
    "rest_framework_json_api.serializers":
      "HyperlinkedModelSerializer ModelSerializer PolymorphicModelSerializer",
    "rest_framework_nested.serializers": "NestedHyperlinkedModelSerializer",
    "rest_framework_serializer_extensions.serializers": "ExtensionsModelSerializer",
    "unicef_attachments.serializers": "AttachmentFlatSerializer SimpleUserSerializer",
    "unicef_snapshot.serializers": "ActivitySerializer SnapshotModelSerializer",
    "wagtail.api.v2.serializers": "BaseSerializer PageSerializer",
    "wagtail.documents.api.v2.serializers": "DocumentSerializer",
    "wagtail.images.api.v2.serializers": "ImageSerializer",
  }),
  ...kin(MODEL, MODELS),
};

/** Classes by module, written apart by spaces. */
function kin(
  base: string,
  classes: Readonly<Record<string, string>>,
): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(classes).flatMap(([module, names]) =>
      names.split(" ").map((name) => [`${module}.${name}`, [base]] as const),
    ),
  );
}

/** Last parts of the names of all known models. */
export const MODEL_NAMES: ReadonlySet<string> = new Set(
  Object.entries(BASES)
    .filter(([name, bases]) => name === MODEL || bases.includes(MODEL))
    .map(([name]) => name.slice(name.lastIndexOf(".") + 1)),
);

/** Packages whose classes are neither models nor serializers unless the table says so. */
const PLAIN = new RegExp(
  `^(?:${[
    "django|rest_framework|django_filters|factory|import_export|celery|typing|abc|enum|collections",
    "dirtyfields|django_currentuser|django_lifecycle|guardian|polymorphic|reversion|rules|taggit",
    "dj_rest_auth|django_elasticsearch_dsl_drf|django_rest_passwordreset|django_restql|djoser|drf_dynamic_fields",
    "drf_excel|drf_extra_fields|drf_haystack|drf_polymorphic|knox|rest_auth|rest_registration",
    "drf_queryfields|drf_spectacular|drf_writable_nested|drf_yasg|rest_flex_fields|rest_framework_bulk",
    "rest_framework_dataclasses|rest_framework_datatables|rest_framework_extensions|rest_framework_gis",
    "rest_framework_jwt|rest_framework_nested|rest_framework_recursive|rest_framework_simplejwt|rest_polymorphic",
    "unicef_attachments|unicef_locations|unicef_rest_export|unicef_restlib|unicef_snapshot",
  ].join("|")})\\.`,
);

/** Bases of a class whose source is not read; null when it is in no table. */
export function baseOf(dotted: string): readonly string[] | null {
  const known = BASES[dotted];
  if (known !== undefined) return known;
  // `Book.authors.through`: the rows between two models are a model, of which others may be proxies.
  if (dotted.endsWith(".through")) return [MODEL];
  const mayBeModel =
    /\.models\./.test(dotted) && !/^django\.contrib\.(?!gis)|\bdb\.models\./.test(dotted);
  return PLAIN.test(dotted) && !mayBeModel ? [] : null;
}
