import { compareVersions, type Version } from "../../../edit/version.js";
import type { Stub } from "../../../python/index.js";
import {
  authUrls,
  authViews,
  authViewsBefore5,
  filterViews,
  languageUrls,
  restUrls,
} from "./auth.js";
import { djoserJwtUrls, djoserTokenUrls, djoserUrls, djoserViews } from "./djoser.js";
import { bulkRouters, bulkViews } from "./bulk.js";
import { extensionsRouters } from "./extensions-routers.js";
import { ninja, ninjaExtra, ninjaPagination } from "./ninja.js";
import { nestedRouters } from "./nested-routers.js";
import { routers } from "./routers.js";
import { globalSettings } from "./global-settings.js";
import { genericViews } from "./generic-views.js";
import { restDecorators } from "./decorators.js";
import { conf, functional, moduleLoading, resolvers } from "./utils.js";
import { packageStubs } from "./packages.js";
import { pageStubs } from "./page-views.js";
import { restPermissions } from "./permissions.js";
import { smartminViews } from "./smartmin.js";
import { unicefStubs } from "./unicef.js";
import { wagtailHeir, wagtailRouter, wagtailUrlpatterns, wagtailViews } from "./wagtail.js";
import { wizards } from "./wizards.js";
import { restGenerics, restMixins, restViews, restViewsets } from "./views.js";

const module = (source: string): Stub => ({ source, isPackage: false });
const urlconf = (source: string): Stub => ({ source, isPackage: false, isWhole: true });
const folder = (source = ""): Stub => ({ source, isPackage: true });

/** `wagtail.images.api.v2.views` and its like, with the packages around it. */
const wagtailPackage = (name: string): readonly (readonly [string, Stub])[] => {
  const views = `${name[0]?.toUpperCase()}${name.slice(1)}APIViewSet`;
  const around = [`wagtail.${name}`, `wagtail.${name}.api`, `wagtail.${name}.api.v2`];
  return [
    ...around.map((one) => [one, folder()] as const),
    [`wagtail.${name}.api.v2.views`, module(wagtailHeir(views))],
  ];
};

const generic = module("from django.views.generic import *\n");

/** The parts of Django and Django REST framework that decide which routes there are. */
export const DJANGO_STUBS: ReadonlyMap<string, Stub> = new Map([
  ...packageStubs(),
  ...pageStubs,
  ...unicefStubs,
  ["django", folder()],
  ["django.views", folder("from django.views.generic import View\n")],
  ["django.views.generic", folder(genericViews)],
  ["django.views.generic.base", generic],
  ["django.views.generic.detail", generic],
  ["django.views.generic.edit", generic],
  ["django.views.generic.list", generic],
  ["django.views.generic.dates", generic],
  ["django.contrib", folder()],
  ["django.contrib.auth", folder()],
  ["django.contrib.auth.views", module(authViews)],
  ["django.contrib.auth.urls", urlconf(authUrls)],
  ["django.conf", folder(conf)],
  ["django.conf.global_settings", module(globalSettings)],
  ["django.conf.urls", folder()],
  ["django.conf.urls.i18n", module(languageUrls)],
  ["django.urls", folder("from django.urls.resolvers import LocalePrefixPattern\n")],
  ["django.urls.resolvers", module(resolvers)],
  ["django.utils", folder()],
  ["django.utils.functional", module(functional)],
  ["django.utils.module_loading", module(moduleLoading)],
  ["django_filters", folder()],
  ["django_filters.views", module(filterViews)],
  ["djoser", folder()],
  ["djoser.views", module(djoserViews)],
  ["djoser.urls", folder(djoserUrls)],
  ["djoser.urls.base", module(djoserUrls)],
  ["djoser.urls.authtoken", module(djoserTokenUrls)],
  ["djoser.urls.jwt", module(djoserJwtUrls)],
  ["formtools", folder()],
  ["formtools.wizard", folder()],
  ["formtools.wizard.views", module(wizards)],
  ["ninja", { source: ninja, isPackage: true }],
  ["ninja_extra", { source: ninjaExtra, isPackage: true }],
  ["ninja_extra.controllers", module(ninjaExtra)],
  ["ninja.main", module(ninja)],
  ["ninja.router", module(ninja)],
  ["ninja.pagination", module(ninjaPagination)],
  ["rest_framework", folder()],
  ["rest_framework.urls", urlconf(restUrls)],
  ["rest_framework.views", module(restViews)],
  ["rest_framework.mixins", module(restMixins)],
  ["rest_framework.permissions", module(restPermissions)],
  ["rest_framework.generics", module(restGenerics)],
  ["rest_framework.viewsets", module(restViewsets)],
  ["rest_framework.decorators", module(restDecorators)],
  ["rest_framework.routers", module(routers)],
  ["rest_framework_nested", folder()],
  ["rest_framework_nested.routers", module(nestedRouters)],
  ["rest_framework_bulk", { source: bulkViews, isPackage: true }],
  ["rest_framework_bulk.generics", module(bulkViews)],
  ["rest_framework_bulk.mixins", module(bulkViews)],
  ["rest_framework_bulk.routes", module(bulkRouters)],
  ["rest_framework_extensions", folder('__version__ = VERSION = "0.8.0"\n')],
  ["rest_framework_extensions.routers", module(extensionsRouters)],
  ["smartmin", folder()],
  ["smartmin.views", module(smartminViews)],
  ...["wagtail", "wagtail.api", "wagtail.api.v2", "wagtail.utils"].map(
    (name) => [name, folder()] as const,
  ),
  ["wagtail.utils.urlpatterns", module(wagtailUrlpatterns)],
  ["wagtail.api.v2.router", module(wagtailRouter)],
  ["wagtail.api.v2.views", module(wagtailViews)],
  ...["documents", "images"].flatMap((name) => wagtailPackage(name)),
]);

/** The same for a Django that is known to be older than a release. */
export function stubsBefore(bound: Version | null): ReadonlyMap<string, Stub> {
  if (bound === null || compareVersions(bound, [5]) > 0) return DJANGO_STUBS;
  return new Map([...DJANGO_STUBS, ["django.contrib.auth.views", module(authViewsBefore5)]]);
}
