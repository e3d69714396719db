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
  [MODEL_SERIALIZER]: ["rest_framework.serializers.Serializer"],
  ...kin("rest_framework.serializers.BaseSerializer", {
    "rest_framework.serializers": "ListSerializer Serializer",
  }),
  ...kin(MODEL_SERIALIZER, {
    "adrf.serializers": "ModelSerializer",
    "django_restql.serializers": "NestedModelSerializer",
    "drf_base64.serializers": "HyperlinkedModelSerializer ModelSerializer",
    drf_writable_nested:
      "NestedCreateMixin NestedUpdateMixin UniqueFieldsMixin WritableNestedModelSerializer",
    "drf_writable_nested.mixins": "NestedCreateMixin NestedUpdateMixin UniqueFieldsMixin",
    "drf_writable_nested.serializers":
      "NestedCreateMixin NestedUpdateMixin WritableNestedModelSerializer",
    "dynamic_rest.serializers": "DynamicModelSerializer",
    "nautobot.apps.api": "NautobotModelSerializer",
    "netbox.api.serializers": "NetBoxModelSerializer",
    "ordered_model.serializers": "OrderedModelSerializer",
    "oscarapi.serializers.utils": "OscarHyperlinkedModelSerializer OscarModelSerializer",
    "parler_rest.serializers": "TranslatableModelSerializer",
    rest_flex_fields: "FlexFieldsModelSerializer",
    "rest_flex_fields.serializers": "FlexFieldsModelSerializer",
    "rest_framework.serializers": "HyperlinkedModelSerializer",
    "rest_framework_gis.serializers": "GeoFeatureModelSerializer GeoModelSerializer",
    "rest_framework_json_api.serializers": "HyperlinkedModelSerializer ModelSerializer",
    "rest_framework_nested.serializers": "NestedHyperlinkedModelSerializer",
    "rest_framework_serializer_extensions.serializers": "ExtensionsModelSerializer",
    "wagtail.api.v2.serializers": "BaseSerializer PageSerializer",
    "wagtail.documents.api.v2.serializers": "DocumentSerializer",
    "wagtail.images.api.v2.serializers": "ImageSerializer",
  }),
  ...kin(MODEL, {
    "adminsortable.models": "Sortable SortableMixin",
    "allauth.account.models": "EmailAddress",
    "allauth.socialaccount.models": "SocialAccount SocialApp SocialToken",
    "audit_log.models": "AuthStampedModel",
    "auditlog.models": "LogEntry",
    "authtools.models": "AbstractEmailUser AbstractNamedUser",
    "categories.base": "CategoryBase",
    "categories.models": "CategoryBase",
    "cities_light.abstract_models": "AbstractCity AbstractCountry AbstractRegion AbstractSubRegion",
    "cities_light.models": "City Country Region SubRegion",
    "clickhouse_backend.models": "ClickhouseModel",
    "cms.extensions": "PageContentExtension PageExtension TitleExtension",
    "cms.extensions.models": "PageContentExtension PageExtension TitleExtension",
    "cms.models": "CMSPlugin",
    "cms.models.pluginmodel": "CMSPlugin",
    "computedfields.models": "ComputedFieldsModel",
    "concurrency.models": "ConcurrentModel",
    "custom_user.models": "AbstractEmailUser",
    "django.contrib.admin.models": "LogEntry",
    "django.contrib.auth.base_user": "AbstractBaseUser",
    "django.contrib.auth.models":
      "AbstractBaseUser AbstractUser Group Permission PermissionsMixin User",
    "django.contrib.contenttypes.models": "ContentType",
    "django.contrib.flatpages.models": "FlatPage",
    "django.contrib.gis.db.models": "Model",
    "django.contrib.redirects.models": "Redirect",
    "django.contrib.sessions.base_session": "AbstractBaseSession",
    "django.contrib.sessions.models": "Session",
    "django.contrib.sites.models": "Site",
    "django_apscheduler.models": "DjangoJob DjangoJobExecution",
    "django_celery_beat.models":
      "ClockedSchedule CrontabSchedule IntervalSchedule PeriodicTask PeriodicTasks SolarSchedule",
    "django_celery_results.models": "GroupResult TaskResult",
    "django_comments.abstracts": "BaseCommentAbstractModel CommentAbstractModel",
    "django_comments.models": "Comment CommentAbstractModel",
    "django_comments_xtd.models": "XtdComment",
    "django_extensions.db.models":
      "ActivatorModel TimeStampedModel TitleDescriptionModel TitleSlugDescriptionModel",
    django_lifecycle: "LifecycleModel",
    "django_lifecycle.models": "LifecycleModel",
    "django_ltree.models": "TreeModel",
    "django_multitenant.models": "TenantModel",
    "django_mysql.models": "Model",
    "django_otp.models": "CooldownMixin Device SideChannelDevice ThrottlingMixin TimestampMixin",
    "django_q.models": "Schedule Task",
    "django_softdelete.models": "SoftDeleteModel",
    "django_tenants.models": "DomainMixin TenantMixin",
    "djongo.models": "Model",
    "djstripe.models": "Customer StripeModel Subscription",
    "dynamic_preferences.models": "BasePreferenceModel PerInstancePreferenceModel",
    "fcm_django.models": "AbstractFCMDevice Device FCMDevice",
    "filer.models": "BaseImage File Folder Image",
    "filer.models.abstract": "BaseImage",
    "filer.models.filemodels": "File",
    "filer.models.imagemodels": "Image",
    "guardian.models":
      "GroupObjectPermissionAbstract GroupObjectPermissionBase UserObjectPermissionAbstract UserObjectPermissionBase",
    "helpdesk.models": "Ticket",
    "helusers.models": "AbstractUser",
    "hitcount.models": "HitCountBase",
    "hordak.models": "Account Leg Transaction",
    "hvad.models": "TranslatableModel",
    "improved_user.model_mixins": "AbstractUser",
    "invitations.base_invitation": "AbstractBaseInvitation",
    "invitations.models": "Invitation",
    "knox.models": "AbstractAuthToken",
    "machina.apps.forum.abstract_models": "AbstractForum",
    "machina.apps.forum_conversation.abstract_models": "AbstractPost AbstractTopic",
    "machina.apps.forum_member.abstract_models": "AbstractForumProfile",
    "mailauth.contrib.user.models": "AbstractEmailUser",
    "model_utils.models":
      "SaveSignalHandlingModel SoftDeletableModel StatusModel TimeFramedModel TimeStampedModel UUIDModel",
    "modelcluster.models": "ClusterableModel",
    "mptt.models": "MPTTModel",
    "notifications.base.models": "AbstractNotification",
    "notifications.models": "Notification",
    "oauth2_provider.models":
      "AbstractAccessToken AbstractApplication AbstractDeviceGrant AbstractGrant AbstractIDToken AbstractRefreshToken",
    "ordered_model.models": "OrderedModel OrderedModelBase",
    "organizations.abstract":
      "AbstractBaseOrganization AbstractBaseOrganizationOwner AbstractBaseOrganizationUser AbstractOrganization AbstractOrganizationInvitation AbstractOrganizationOwner AbstractOrganizationUser SharedBaseModel",
    "organizations.base":
      "AbstractBaseInvitation AbstractBaseOrganization AbstractBaseOrganizationOwner AbstractBaseOrganizationUser OrganizationBase OrganizationInvitationBase OrganizationOwnerBase OrganizationUserBase",
    "organizations.models":
      "Organization OrganizationInvitation OrganizationOwner OrganizationUser",
    "oscar.apps.address.abstract_models":
      "AbstractAddress AbstractBillingAddress AbstractCountry AbstractPartnerAddress AbstractShippingAddress AbstractUserAddress",
    "oscar.apps.analytics.abstract_models":
      "AbstractProductRecord AbstractUserProductView AbstractUserRecord AbstractUserSearch",
    "oscar.apps.basket.abstract_models": "AbstractBasket AbstractLine AbstractLineAttribute",
    "oscar.apps.catalogue.abstract_models":
      "AbstractAttributeOption AbstractAttributeOptionGroup AbstractCategory AbstractOption AbstractProduct AbstractProductAttribute AbstractProductAttributeValue AbstractProductCategory AbstractProductClass AbstractProductImage AbstractProductRecommendation",
    "oscar.apps.catalogue.reviews.abstract_models": "AbstractProductReview AbstractVote",
    "oscar.apps.communication.abstract_models":
      "AbstractCommunicationEventType AbstractEmail AbstractNotification",
    "oscar.apps.customer.abstract_models": "AbstractProductAlert AbstractUser",
    "oscar.apps.offer.abstract_models":
      "AbstractBenefit AbstractCondition AbstractConditionalOffer AbstractRange AbstractRangeProduct AbstractRangeProductFileUpload",
    "oscar.apps.order.abstract_models":
      "AbstractCommunicationEvent AbstractLine AbstractLineAttribute AbstractLinePrice AbstractOrder AbstractOrderDiscount AbstractOrderLineDiscount AbstractOrderNote AbstractOrderStatusChange AbstractPaymentEvent AbstractPaymentEventType AbstractShippingEvent AbstractShippingEventQuantity AbstractShippingEventType AbstractSurcharge",
    "oscar.apps.partner.abstract_models": "AbstractPartner AbstractStockAlert AbstractStockRecord",
    "oscar.apps.payment.abstract_models":
      "AbstractBankcard AbstractSource AbstractSourceType AbstractTransaction",
    "oscar.apps.shipping.abstract_models":
      "AbstractBase AbstractOrderAndItemCharges AbstractWeightBand AbstractWeightBased",
    "oscar.apps.voucher.abstract_models":
      "AbstractVoucher AbstractVoucherApplication AbstractVoucherSet",
    "oscar.apps.wishlists.abstract_models":
      "AbstractLine AbstractWishList AbstractWishListSharedEmail",
    "parler.models": "TranslatableModel TranslatedFieldsModel",
    "payments.models": "BasePayment",
    "pghistory.models": "Event",
    "photologue.models": "Gallery ImageModel Photo",
    "pinax.teams.models": "BaseMembership BaseTeam",
    "plans.base.models":
      "AbstractBillingInfo AbstractInvoice AbstractOrder AbstractPlan AbstractPlanPricing AbstractPlanQuota AbstractPricing AbstractQuota AbstractRecurringUserPlan AbstractUserPlan",
    "polymorphic.models": "PolymorphicModel",
    "polymorphic_tree.models": "PolymorphicMPTTModel",
    "psqlextra.models":
      "PostgresMaterializedViewModel PostgresModel PostgresPartitionedModel PostgresViewModel",
    "puput.abstracts": "BlogAbstract EntryAbstract",
    "push_notifications.models": "Device",
    "rest_framework.authtoken.models": "Token TokenProxy",
    "rest_framework_api_key.models": "APIKey AbstractAPIKey",
    "rest_framework_simplejwt.token_blacklist.models": "BlacklistedToken OutstandingToken",
    "rest_framework_tracking.base_models": "BaseAPIRequestLog",
    "rules.contrib.models": "RulesModel",
    "safedelete.models": "SafeDeleteMixin SafeDeleteModel",
    "secretballot.models": "VoteBase",
    "shop.models.address": "BaseAddress BaseBillingAddress BaseShippingAddress",
    "shop.models.cart": "BaseCart BaseCartItem",
    "shop.models.customer": "BaseCustomer",
    "shop.models.delivery": "BaseDelivery BaseDeliveryItem",
    "shop.models.inventory": "BaseInventory",
    "shop.models.order": "BaseOrder BaseOrderItem",
    "shop.models.product": "BaseProduct",
    "shop.models.related": "BaseProductImage BaseProductPage",
    "silk.models": "Request",
    "social_django.models": "AbstractUserSocialAuth",
    "softdelete.models": "SoftDeleteObject",
    "solo.models": "SingletonModel",
    "star_ratings.models": "AbstractBaseRating",
    "taggit.models":
      "CommonGenericTaggedItemBase GenericTaggedItemBase GenericUUIDTaggedItemBase ItemBase NaturalKeyModel Tag TagBase TaggedItem TaggedItemBase",
    "tagulous.models": "BaseTagModel BaseTagTreeModel TagModel TagTreeModel TaggedModel",
    "tenant_schemas.models": "TenantMixin",
    "tenant_users.tenants.models": "TenantBase UserProfile",
    "threadedcomments.models": "ThreadedComment",
    "timescale.db.models.models": "TimescaleModel",
    "tree_queries.models": "OrderableTreeNode TreeNode",
    "treebeard.al_tree": "AL_Node",
    "treebeard.ltree": "LT_Node",
    "treebeard.models": "Node",
    "treebeard.mp_tree": "MP_Node",
    "treebeard.ns_tree": "NS_Node",
    "viewflow.models": "AbstractProcess AbstractTask Process Task",
    "viewflow.workflow.models": "AbstractProcess AbstractTask Process Task",
    "vote.models": "VoteModel",
    "waffle.models":
      "AbstractBaseFlag AbstractBaseSample AbstractBaseSwitch AbstractUserFlag BaseModel",
    "wagtail.contrib.forms.models":
      "AbstractEmailForm AbstractForm AbstractFormField AbstractFormSubmission EmailFormMixin",
    "wagtail.contrib.routable_page.models": "RoutablePage",
    "wagtail.contrib.settings.models":
      "AbstractSetting BaseGenericSetting BaseSetting BaseSiteSetting",
    "wagtail.core.models":
      "CollectionMember DraftStateMixin Orderable Page RevisionMixin TranslatableMixin",
    "wagtail.documents.models": "AbstractDocument Document",
    "wagtail.images.models": "AbstractImage AbstractRendition Image",
    "wagtail.models":
      "AbstractGroupApprovalTask AbstractPage AbstractWorkflow BaseLogEntry BaseViewRestriction BootstrapTranslatableMixin Collection CollectionMember DefaultBasePageMixin DraftStateMixin GroupApprovalTask LockableMixin Orderable Page RevisionMixin Site Task TaskState TranslatableMixin Workflow WorkflowMixin",
    "wagtail.snippets.models": "DraftStateMixin LockableMixin WorkflowMixin",
    "wagtailmedia.models": "AbstractMedia Media",
    "zinnia.models_bases.entry": "AbstractEntry",
  }),
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
  ].join("|")})\\.`,
);

/** Bases of a class whose source is not read; null when it is in no table. */
export function baseOf(dotted: string): readonly string[] | null {
  const known = BASES[dotted];
  if (known !== undefined) return known;
  const mayBeModel =
    /\.models\./.test(dotted) && !/^django\.contrib\.(?!gis)|\bdb\.models\./.test(dotted);
  return PLAIN.test(dotted) && !mayBeModel ? [] : null;
}
