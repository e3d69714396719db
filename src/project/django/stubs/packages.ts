import type { Stub } from "../../../python/index.js";

/** Views of packages whose routes are those of the DRF classes that they extend. */
const EXTENDED: Readonly<Record<string, readonly string[]>> = {
  "drf_rw_serializers.generics": [
    "GenericAPIView",
    "CreateAPIView",
    "UpdateAPIView",
    "ListAPIView",
    "RetrieveAPIView",
    "ListCreateAPIView",
    "RetrieveDestroyAPIView",
    "RetrieveUpdateAPIView",
    "RetrieveUpdateDestroyAPIView",
  ],
  "drf_rw_serializers.viewsets": ["GenericViewSet", "ModelViewSet", "ReadOnlyModelViewSet"],
  "rest_framework_json_api.views": ["ModelViewSet", "ReadOnlyModelViewSet"],
  "rest_flex_fields.views": ["FlexFieldsModelViewSet=ModelViewSet"],
  rest_flex_fields: ["FlexFieldsModelViewSet=ModelViewSet"],
  "rest_framework_mongoengine.viewsets": ["GenericViewSet", "ModelViewSet", "ReadOnlyModelViewSet"],
  "aldjemy.viewsets": ["ModelViewSet"],
  "adrf.viewsets": ["ViewSet", "GenericViewSet", "ModelViewSet", "ReadOnlyModelViewSet"],
  "adrf.views": ["APIView"],
  "dj_rest_auth.views": ["UserDetailsView=RetrieveUpdateAPIView"],
  "dj_rest_auth.registration.views": ["SocialAccountListView=ListAPIView"],
  "rest_auth.views": ["UserDetailsView=RetrieveUpdateAPIView"],
  "rest_auth.registration.views": ["SocialAccountListView=ListAPIView"],
};

const REST_AUTH = [
  "LoginView",
  "LogoutView=get",
  "PasswordResetView",
  "PasswordResetConfirmView",
  "PasswordChangeView",
];
const REGISTRATION = [
  "RegisterView",
  "VerifyEmailView=get",
  "ResendEmailVerificationView",
  "SocialLoginView",
  "SocialConnectView",
  "SocialAccountDisconnectView",
];

/** Views that answer POST, and the method after "=" as well. */
const POSTED: Readonly<Record<string, readonly string[]>> = {
  "rest_framework.authtoken.views": ["ObtainAuthToken"],
  "dj_rest_auth.views": REST_AUTH,
  "dj_rest_auth.registration.views": REGISTRATION,
  "rest_auth.views": REST_AUTH,
  "rest_auth.registration.views": REGISTRATION,
  "knox.views": ["LoginView", "LogoutView", "LogoutAllView"],
  "rest_email_auth.views": [
    "EmailVerificationView",
    "PasswordResetRequestView",
    "PasswordResetView",
    "RegistrationView",
    "ResendVerificationView",
  ],
  "rest_framework_jwt.views": [
    "BaseJSONWebTokenAPIView",
    "JSONWebTokenAPIView",
    "ObtainJSONWebToken",
    "ObtainJSONWebTokenView",
    "VerifyJSONWebToken",
    "VerifyJSONWebTokenView",
    "RefreshJSONWebToken",
    "RefreshJSONWebTokenView",
    "ImpersonateJSONWebTokenView",
  ],
  "rest_framework_simplejwt.views": [
    "TokenViewBase",
    "TokenObtainPairView",
    "TokenRefreshView",
    "TokenVerifyView",
    "TokenBlacklistView",
    "TokenObtainSlidingView",
    "TokenRefreshSlidingView",
  ],
};

/** Pages of packages that are forms of Django's, with mix-ins that decide whom they answer. */
const FORMS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "oauth2_provider.views": { AuthorizationView: ["LoginRequiredMixin"] },
  "oauth2_provider.views.base": { AuthorizationView: ["LoginRequiredMixin"] },
  "contact_form.views": { ContactFormView: [] },
  "django_contact_form.views": { ContactFormView: [] },
};

/** View sets of `push_notifications.api.rest_framework`, by the model of the devices. */
const DEVICES = ["APNSDevice", "GCMDevice", "WNSDevice", "WebPushDevice"];

/** Serializers that heirs take their Meta from, by the model that it names; "user" is the project's own. */
const OF_MODELS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "dj_rest_auth.serializers": {
    user: ["UserDetailsSerializer"],
    "rest_framework.authtoken.models.Token": ["TokenSerializer"],
  },
  "dj_rest_auth.registration.serializers": {
    "allauth.socialaccount.models.SocialAccount": ["SocialAccountSerializer"],
  },
  "djoser.serializers": {
    user: [
      "UserSerializer",
      "UserCreateSerializer",
      "UserCreatePasswordRetypeSerializer",
      "UsernameSerializer",
      "UsernameRetypeSerializer",
      "SetUsernameSerializer",
      "SetUsernameRetypeSerializer",
    ],
    "rest_framework.authtoken.models.Token": ["TokenSerializer"],
  },
  "certego_saas.apps.user.serializers": { user: ["UserSerializer", "UserAccessSerializer"] },
  "fcm_django.api.rest_framework": { "fcm_django.models.FCMDevice": ["FCMDeviceSerializer"] },
  "rest_email_auth.serializers": { user: ["RegistrationSerializer"] },
  "knox.serializers": { user: ["UserSerializer"] },
  "rest_auth.serializers": {
    user: ["UserDetailsSerializer"],
    "rest_framework.authtoken.models.Token": ["TokenSerializer"],
  },
};

/** Stand-ins for packages that only vary what DRF's classes do inside. */
export function packageStubs(): readonly (readonly [string, Stub])[] {
  const extended = Object.entries(EXTENDED).map(
    ([name, classes]) => [name, extending(name, classes)] as const,
  );
  const posted = Object.entries(POSTED).map(([name, classes]) => [name, posting(classes)] as const);
  const ofModels = Object.entries(OF_MODELS).map(
    ([name, classes]) => [name, serializing(classes)] as const,
  );
  const forms = Object.entries(FORMS).map(
    ([name, classes]) => [name, filling(name, classes)] as const,
  );
  const modules = joined([...extended, ...posted, ...ofModels, ...forms, ...devices()]);
  const parents = modules
    .flatMap(([name]) => packagesAround(name))
    .filter((name) => !(name in EXTENDED) && !(name in FORMS));
  const folders = [...new Set(parents)].map(
    (name) => [name, { source: "", isPackage: true }] as const,
  );
  return [...folders, ...modules];
}

/** One stand-in for each module, of whose classes several tables know some. */
function joined(stubs: readonly (readonly [string, Stub])[]): readonly (readonly [string, Stub])[] {
  const found = new Map<string, Stub>();
  for (const [name, stub] of stubs) {
    const source = [found.get(name)?.source, stub.source].filter(Boolean).join("\n");
    found.set(name, { source, isPackage: stub.isPackage });
  }
  return [...found];
}

function packagesAround(name: string): readonly string[] {
  const parts = name.split(".").slice(0, -1);
  return parts.map((_, at) => parts.slice(0, at + 1).join("."));
}

function extending(name: string, classes: readonly string[]): Stub {
  const lines = classes.map((one) => {
    const [made = one, base = one] = one.split("=");
    return `class ${made}(${moduleOf(base)}.${base}):\n    pass\n`;
  });
  const imports = "from rest_framework import generics, views, viewsets\n";
  return {
    source: [imports, ...lines].join("\n"),
    isPackage: name in EXTENDED && !name.includes("."),
  };
}

const moduleOf = (base: string): string =>
  base.endsWith("ViewSet") ? "viewsets" : base === "APIView" ? "views" : "generics";

function posting(classes: readonly string[]): Stub {
  const lines = classes.map((one) => {
    const [made, ...others] = one.split("=");
    const methods = [...others, "post"].map(
      (method) => `    def ${method}(self, request, *args, **kwargs):\n        pass\n`,
    );
    return `class ${made}(views.APIView):\n${methods.join("\n")}`;
  });
  return { source: ["from rest_framework import views\n", ...lines].join("\n"), isPackage: false };
}

function filling(name: string, classes: Readonly<Record<string, readonly string[]>>): Stub {
  const lines = Object.entries(classes).map(
    ([one, mixins]) => `class ${one}(${[...mixins, "FormView"].join(", ")}):\n    pass\n`,
  );
  const imports = [
    "from django.contrib.auth.mixins import LoginRequiredMixin",
    "from django.views.generic import FormView",
  ];
  const isPackage = Object.keys(FORMS).some((other) => other.startsWith(`${name}.`));
  return { source: [...imports, ...lines].join("\n"), isPackage };
}

function devices(): readonly (readonly [string, Stub])[] {
  const lines = DEVICES.flatMap((model) => [
    `class ${model}ViewSet(ModelViewSet):`,
    `    queryset = ${model}.objects.all()`,
    '    lookup_field = "registration_id"\n',
    `class ${model}AuthorizedViewSet(${model}ViewSet):`,
    "    permission_classes = [IsAuthenticated]\n",
  ]);
  const imports = [
    `from push_notifications.models import ${DEVICES.join(", ")}`,
    "from rest_framework.permissions import IsAuthenticated",
    "from rest_framework.viewsets import ModelViewSet",
  ];
  const source = [...imports, ...lines].join("\n");
  return [["push_notifications.api.rest_framework", { source, isPackage: false }]];
}

function serializing(classes: Readonly<Record<string, readonly string[]>>): Stub {
  const lines = Object.entries(classes).flatMap(([model, names]) => {
    const value = model === "user" ? "get_user_model()" : model.slice(model.lastIndexOf(".") + 1);
    return names.map(
      (one) => `class ${one}(ModelSerializer):\n    class Meta:\n        model = ${value}\n`,
    );
  });
  const models = Object.keys(classes).flatMap((model) => {
    const at = model.lastIndexOf(".");
    return at < 0 ? [] : [`from ${model.slice(0, at)} import ${model.slice(at + 1)}`];
  });
  const imports = [
    "from django.contrib.auth import get_user_model",
    "from rest_framework.serializers import ModelSerializer",
  ];
  return { source: [...imports, ...models, ...lines].join("\n"), isPackage: false };
}
