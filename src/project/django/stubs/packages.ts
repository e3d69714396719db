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
};

const REST_AUTH = [
  "LoginView",
  "PasswordResetView",
  "PasswordResetConfirmView",
  "PasswordChangeView",
];
const REGISTRATION = [
  "RegisterView",
  "ResendEmailVerificationView",
  "SocialLoginView",
  "SocialConnectView",
  "SocialAccountDisconnectView",
];

/** Views that answer POST only. */
const POSTED: Readonly<Record<string, readonly string[]>> = {
  "rest_framework.authtoken.views": ["ObtainAuthToken"],
  "dj_rest_auth.views": REST_AUTH,
  "dj_rest_auth.registration.views": REGISTRATION,
  "rest_auth.views": REST_AUTH,
  "rest_auth.registration.views": REGISTRATION,
  "knox.views": ["LoginView", "LogoutView", "LogoutAllView"],
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

/** Serializers of the user model, whose Meta heirs extend. */
const OF_USERS: Readonly<Record<string, readonly string[]>> = {
  "dj_rest_auth.serializers": ["UserDetailsSerializer"],
  "djoser.serializers": [
    "UserSerializer",
    "UserCreateSerializer",
    "UserCreatePasswordRetypeSerializer",
  ],
  "knox.serializers": ["UserSerializer"],
  "rest_auth.serializers": ["UserDetailsSerializer"],
};

/** Stand-ins for packages that only vary what DRF's classes do inside. */
export function packageStubs(): readonly (readonly [string, Stub])[] {
  const extended = Object.entries(EXTENDED).map(
    ([name, classes]) => [name, extending(name, classes)] as const,
  );
  const posted = Object.entries(POSTED).map(([name, classes]) => [name, posting(classes)] as const);
  const users = Object.entries(OF_USERS).map(
    ([name, classes]) => [name, ofUsers(classes)] as const,
  );
  const parents = [...extended, ...posted, ...users]
    .flatMap(([name]) => packagesAround(name))
    .filter((name) => !(name in EXTENDED));
  const folders = [...new Set(parents)].map(
    (name) => [name, { source: "", isPackage: true }] as const,
  );
  return [...folders, ...extended, ...posted, ...users];
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
  const lines = classes.map(
    (one) =>
      `class ${one}(views.APIView):\n    def post(self, request, *args, **kwargs):\n        pass\n`,
  );
  return { source: ["from rest_framework import views\n", ...lines].join("\n"), isPackage: false };
}

function ofUsers(classes: readonly string[]): Stub {
  const lines = classes.map(
    (one) => `class ${one}(ModelSerializer):\n    class Meta:\n        model = get_user_model()\n`,
  );
  const imports = [
    "from django.contrib.auth import get_user_model",
    "from rest_framework.serializers import ModelSerializer",
  ];
  return { source: [...imports, ...lines].join("\n"), isPackage: false };
}
