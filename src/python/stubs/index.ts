import { configurations, configurationValues } from "./configurations.js";
import { decouple, djDatabaseUrl, dotenv, environs } from "./configuration-readers.js";
import { json, textFiles } from "./data.js";
import { dataTypes } from "./data-types.js";
import { databaseUrls } from "./database-urls.js";
import { dynaconf } from "./dynaconf.js";
import { environ } from "./environ.js";
import { fnmatch, glob, pkgutil } from "./folders.js";
import { os } from "./os.js";
import { osPath } from "./os-path.js";
import { pathlib } from "./pathlib.js";
import { six } from "./six.js";
import { splitSettings } from "./split-settings.js";
import {
  alphabets,
  collections,
  enumeration,
  inspection,
  itertools,
  operators,
  pydoc,
  urllibParse,
} from "./standard.js";

/** A stand-in for a module whose own source is not read. */
export interface Stub {
  readonly source: string;
  readonly isPackage: boolean;
  /** Whether every name of the real module is there; otherwise others are external. */
  readonly isWhole?: boolean;
}

const module = (source: string): Stub => ({ source, isPackage: false });
const folder = (source = ""): Stub => ({ source, isPackage: true });

/** Python modules that settings and URLconfs lean on, written for the evaluator. */
export const LIBRARY_STUBS: ReadonlyMap<string, Stub> = new Map([
  ["os", folder(os)],
  ["os.path", module(osPath)],
  ["pathlib", module(pathlib)],
  ["urllib", folder()],
  ["urllib.parse", module(urllibParse)],
  ["enum", module(enumeration)],
  ["collections", folder(collections)],
  ["itertools", module(itertools)],
  ["string", module(alphabets)],
  ["operator", module(operators)],
  ["pydoc", module(pydoc)],
  ["six", folder(six)],
  ["inspect", module(inspection)],
  ["glob", module(glob)],
  ["fnmatch", module(fnmatch)],
  ["pkgutil", module(pkgutil)],
  ["io_", module(textFiles)],
  ["json", module(json)],
  ["environ", module(environ)],
  ["environs", module(environs)],
  ["decouple", module(decouple)],
  ["dotenv", folder(dotenv)],
  ["dj_database_url", module(djDatabaseUrl)],
  ["dynaconf", folder(dynaconf)],
  ["database_urls_", module(databaseUrls)],
  ["data_types_", { ...module(dataTypes), isWhole: true }],
  ["split_settings", folder()],
  ["split_settings.tools", module(splitSettings)],
  ["configurations", folder(configurations)],
  ["configurations.values", module(configurationValues)],
]);
