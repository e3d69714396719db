import type { Project } from "../src/project/facts.js";
import { allPackages } from "./ci-services.js";

/** Debian packages that Python packages are built against or load at run time. */
const NEEDED: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^mysqlclient$/, ["default-libmysqlclient-dev", "pkg-config"]],
  [/^(psycopg2|psycopg-c)$/, ["libpq-dev"]],
  [/^(python-ldap|django-auth-ldap)$/, ["libldap2-dev", "libsasl2-dev"]],
  [/^(xmlsec|python3-saml|djangosaml2|pysaml2)$/, ["libxmlsec1-dev", "pkg-config", "xmlsec1"]],
  [/^(weasyprint|django-weasyprint)$/, ["libpango-1.0-0", "libpangoft2-1.0-0"]],
  [/^(python-magic|django-clamd)$/, ["libmagic1"]],
  [/^pycurl$/, ["libcurl4-openssl-dev", "libssl-dev"]],
  [/^(pycairo|rlpycairo)$/, ["libcairo2-dev", "pkg-config"]],
  [/^pdf2image$/, ["poppler-utils"]],
  [/^pyodbc$/, ["unixodbc-dev"]],
];

const GEODJANGO = ["binutils", "gdal-bin", "libproj-dev"];

/** The Debian packages that installing and running this repository needs, sorted. */
export function systemPackages(project: Project): readonly string[] {
  const python = [...allPackages(project)];
  const found = NEEDED.filter(([pattern]) => python.some((name) => pattern.test(name)));
  const geographic = project.setup.installedApps.includes("django.contrib.gis");
  const spatial = project.project.databases.some(({ engine }) => /postgis|spatialite/.test(engine));
  const sqlite = project.project.databases.some(({ engine }) => engine === "spatialite");
  const names = [
    ...found.flatMap(([, packages]) => packages),
    ...(geographic || spatial ? GEODJANGO : []),
    ...(sqlite ? ["libsqlite3-mod-spatialite"] : []),
  ];
  return [...new Set(names)].toSorted();
}
