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
  [MODEL_SERIALIZER]: [],
  ...kin(MODEL_SERIALIZER, [
    "rest_framework.serializers.HyperlinkedModelSerializer",
    "rest_framework_gis.serializers.GeoFeatureModelSerializer",
    "drf_writable_nested.serializers.WritableNestedModelSerializer",
    "drf_writable_nested.WritableNestedModelSerializer",
    "dynamic_rest.serializers.DynamicModelSerializer",
    "rest_flex_fields.FlexFieldsModelSerializer",
    "rest_flex_fields.serializers.FlexFieldsModelSerializer",
    "parler_rest.serializers.TranslatableModelSerializer",
    "rest_framework_json_api.serializers.ModelSerializer",
    "rest_framework_json_api.serializers.HyperlinkedModelSerializer",
    "rest_framework_nested.serializers.NestedHyperlinkedModelSerializer",
    "netbox.api.serializers.NetBoxModelSerializer",
    "nautobot.apps.api.NautobotModelSerializer",
    "adrf.serializers.ModelSerializer",
  ]),
  ...kin(MODEL, [
    "django.contrib.gis.db.models.Model",
    "django.contrib.auth.models.AbstractUser",
    "django.contrib.auth.models.AbstractBaseUser",
    "django.contrib.auth.base_user.AbstractBaseUser",
    "django.contrib.auth.models.PermissionsMixin",
    "django.contrib.auth.models.User",
    "django.contrib.auth.models.Group",
    "django.contrib.auth.models.Permission",
    "django.contrib.sessions.base_session.AbstractBaseSession",
    "django.contrib.sessions.models.Session",
    "django.contrib.sites.models.Site",
    "django.contrib.flatpages.models.FlatPage",
    "django.contrib.contenttypes.models.ContentType",
    "django.contrib.admin.models.LogEntry",
    "rest_framework.authtoken.models.Token",
    "model_utils.models.TimeStampedModel",
    "model_utils.models.TimeFramedModel",
    "model_utils.models.StatusModel",
    "model_utils.models.SoftDeletableModel",
    "model_utils.models.UUIDModel",
    "django_extensions.db.models.TimeStampedModel",
    "django_extensions.db.models.TitleDescriptionModel",
    "django_extensions.db.models.TitleSlugDescriptionModel",
    "django_extensions.db.models.ActivatorModel",
    "mptt.models.MPTTModel",
    "treebeard.mp_tree.MP_Node",
    "treebeard.ns_tree.NS_Node",
    "treebeard.al_tree.AL_Node",
    "treebeard.models.Node",
    "polymorphic.models.PolymorphicModel",
    "polymorphic_tree.models.PolymorphicMPTTModel",
    "parler.models.TranslatableModel",
    "parler.models.TranslatedFieldsModel",
    "hvad.models.TranslatableModel",
    "safedelete.models.SafeDeleteModel",
    "taggit.models.TagBase",
    "taggit.models.GenericTaggedItemBase",
    "taggit.models.TaggedItemBase",
    "taggit.models.ItemBase",
    "taggit.models.CommonGenericTaggedItemBase",
    "taggit.models.GenericUUIDTaggedItemBase",
    "taggit.models.Tag",
    "taggit.models.TaggedItem",
    "solo.models.SingletonModel",
    "ordered_model.models.OrderedModel",
    "ordered_model.models.OrderedModelBase",
    "adminsortable.models.Sortable",
    "django_tenants.models.TenantMixin",
    "django_tenants.models.DomainMixin",
    "tenant_schemas.models.TenantMixin",
    "tenant_users.tenants.models.TenantBase",
    "oauth2_provider.models.AbstractApplication",
    "oauth2_provider.models.AbstractAccessToken",
    "oauth2_provider.models.AbstractRefreshToken",
    "oauth2_provider.models.AbstractGrant",
    "oauth2_provider.models.AbstractIDToken",
    "organizations.abstract.AbstractOrganization",
    "organizations.abstract.AbstractOrganizationUser",
    "organizations.abstract.AbstractOrganizationOwner",
    "organizations.models.Organization",
    "rules.contrib.models.RulesModel",
    "social_django.models.AbstractUserSocialAuth",
    "knox.models.AbstractAuthToken",
    "rest_framework_api_key.models.AbstractAPIKey",
    "rest_framework_simplejwt.token_blacklist.models.OutstandingToken",
    "guardian.models.UserObjectPermissionBase",
    "guardian.models.GroupObjectPermissionBase",
    "guardian.models.UserObjectPermissionAbstract",
    "guardian.models.GroupObjectPermissionAbstract",
    "fcm_django.models.AbstractFCMDevice",
    "django_comments.models.CommentAbstractModel",
    "django_comments.models.Comment",
    "django_comments.abstracts.CommentAbstractModel",
    "filer.models.imagemodels.Image",
    "filer.models.abstract.BaseImage",
    "cms.models.CMSPlugin",
    "cms.models.pluginmodel.CMSPlugin",
    "cms.extensions.PageExtension",
    "cms.extensions.TitleExtension",
    "cms.extensions.models.PageExtension",
    "wagtail.models.Page",
    "wagtail.models.Orderable",
    "wagtail.models.DraftStateMixin",
    "wagtail.models.RevisionMixin",
    "wagtail.models.TranslatableMixin",
    "wagtail.models.BootstrapTranslatableMixin",
    "wagtail.models.Collection",
    "wagtail.models.Task",
    "wagtail.models.TaskState",
    "wagtail.models.Workflow",
    "wagtail.models.CollectionMember",
    "wagtail.core.models.Page",
    "wagtail.core.models.Orderable",
    "wagtail.images.models.AbstractImage",
    "wagtail.images.models.AbstractRendition",
    "wagtail.images.models.Image",
    "wagtail.documents.models.AbstractDocument",
    "wagtail.documents.models.Document",
    "wagtail.contrib.forms.models.AbstractForm",
    "wagtail.contrib.forms.models.AbstractEmailForm",
    "wagtail.contrib.forms.models.AbstractFormField",
    "wagtail.contrib.settings.models.BaseSiteSetting",
    "wagtail.contrib.settings.models.BaseGenericSetting",
    "modelcluster.models.ClusterableModel",
    "auditlog.models.LogEntry",
    "authtools.models.AbstractEmailUser",
    "authtools.models.AbstractNamedUser",
    "custom_user.models.AbstractEmailUser",
    "push_notifications.models.Device",
    "django_celery_beat.models.PeriodicTask",
    "django_celery_beat.models.CrontabSchedule",
    "django_celery_beat.models.IntervalSchedule",
    "django_celery_results.models.TaskResult",
    "tree_queries.models.TreeNode",
    "django_lifecycle.LifecycleModel",
    "django_lifecycle.models.LifecycleModel",
    "computedfields.models.ComputedFieldsModel",
    "psqlextra.models.PostgresModel",
    "psqlextra.models.PostgresPartitionedModel",
    "psqlextra.models.PostgresViewModel",
    "psqlextra.models.PostgresMaterializedViewModel",
    "pghistory.models.Event",
    "django_multitenant.models.TenantModel",
    "vote.models.VoteModel",
    "allauth.account.models.EmailAddress",
    "notifications.base.models.AbstractNotification",
    "django_mysql.models.Model",
    "concurrency.models.ConcurrentModel",
    "audit_log.models.AuthStampedModel",
    "mailauth.contrib.user.models.AbstractEmailUser",
    "improved_user.model_mixins.AbstractUser",
  ]),
};

function kin(base: string, names: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(names.map((name) => [name, [base]]));
}

/** Last parts of the names of all known models. */
export const MODEL_NAMES: ReadonlySet<string> = new Set(
  Object.entries(BASES)
    .filter(([name, bases]) => name === MODEL || bases.includes(MODEL))
    .map(([name]) => name.slice(name.lastIndexOf(".") + 1)),
);

/** Packages whose classes are neither models nor serializers unless the table says so. */
const PLAIN =
  /^(django|rest_framework|django_filters|factory|import_export|celery|typing|abc|enum)\./;

/** Bases of a class whose source is not read; null when it is in no table. */
export function baseOf(dotted: string): readonly string[] | null {
  const known = BASES[dotted];
  if (known !== undefined) return known;
  return PLAIN.test(dotted) && !dotted.includes(".models.") ? [] : null;
}

/** Packages whose decorators leave a class what it is, and make no other of it. */
export const PLAIN_DECORATORS =
  /^(django|rest_framework|drf_spectacular|functools|dataclasses|typing|typing_extensions|warnings|abc|enum|attr|attrs|pydantic|six|deprecated|reversion|auditlog|actstream|watson|eav|pgtrigger|wagtail|import_export|strawberry|strawberry_django|graphene|graphene_django)\./;
