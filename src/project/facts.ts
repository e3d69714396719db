/**
 * The facts read from a Django repository. `Inspection` is what `soundcheck inspect --json` prints
 * (schema 1, a contract); `Project` adds what generators need to know to write into the repository.
 * Every path is relative to the repository's root, with forward slashes; lists are sorted.
 */

import type { Version } from "../edit/version.js";

/** A line (1-based) of a file of the repository. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** Something that could not be decided from source, and what that leaves uncertain. */
export interface Doubt extends Place {
  readonly what: string;
  readonly effect: string;
}

export interface Database {
  readonly alias: string;
  /** The last part of the backend's path, such as "postgresql"; "" when unknown. */
  readonly engine: string;
  /** Environment variables the settings read to find this database. */
  readonly env: readonly string[];
}

/** How a database is entered, as far as DATABASES writes it out. */
export type DatabaseAccess = Readonly<Partial<Record<DatabasePart, string>>>;

export type PackageManager = "pip" | "poetry" | "uv" | "pipenv" | "pdm" | "hatch";

export interface ProjectInfo {
  /** The manage.py that was chosen; null when the settings were named and no manage.py exists. */
  readonly manage: string | null;
  /** Dotted name of the settings module that tests should run on. */
  readonly settings: string;
  readonly settingsFiles: readonly string[];
  readonly rootUrlconf: string | null;
  /** Null when it is not known. */
  readonly authUserModel: string | null;
  readonly databases: readonly Database[];
  /** The Python bound that the repository declares, such as ">=3.12". */
  readonly python: string | null;
  /** The Django version that the repository declares, such as "5.2". */
  readonly django: string | null;
  readonly packageManager: PackageManager;
  readonly dependencyFiles: readonly string[];
  readonly pytestConfig: string | null;
  readonly workflows: readonly string[];
}

export interface App {
  readonly label: string;
  readonly module: string;
  /** Folder of the app; "" when it lies outside the repository. */
  readonly path: string;
  readonly firstParty: boolean;
}

export interface Model extends Place {
  /** "app_label.ClassName". */
  readonly label: string;
  /** Dotted path of the class: module in which it is defined, then its qualified name. */
  readonly class: string;
  readonly proxy: boolean;
  readonly managed: boolean;
  /**
   * Columns that a new row must be given, or may have to be, where the source tells of all others that
   * they fill themselves; `inspect --json` has no place for them.
   */
  readonly required?: readonly string[];
  /** What is unique, what deletions do, defaults, limits and order, in the words of its test. */
  readonly promises?: readonly string[];
}

export interface Serializer extends Place {
  readonly class: string;
  /** Label of the model. */
  readonly model: string;
  /**
   * The fields that a client may write, as far as the source says so for certain; `inspect --json`
   * has no place for them.
   */
  readonly writable?: readonly string[];
  /** Those that go out, as far as that is certain. */
  readonly shown?: readonly string[];
  /** Conditions under which it refuses what a client sends, such as `start > end`. */
  readonly rules?: readonly string[];
}

/** Whom a view answers: staff, whoever has logged in, or anybody. */
export type Access = "staff" | "login" | "anybody";

/** What a list takes besides its address. */
export interface Listing {
  /** Fields that `?search=` looks at, as the view writes them. */
  readonly search?: readonly string[];
  readonly ordering?: readonly string[];
  readonly filters?: readonly string[];
  /** Name of the class that divides it into pages. */
  readonly pages?: string;
}

/** What a health check answers while no database does, as its source says. */
export interface WithoutDatabase {
  /** The server errors that it names. */
  readonly statuses: readonly number[];
  /** Whether it may put the text of the error into its answer. */
  readonly tells?: true;
}

export interface Route {
  /** "/api/courses/{pk}/": a parameter is written `{name}` whatever its converter. */
  readonly path: string;
  readonly name: string;
  /** Namespaces joined by ":", "" for none. */
  readonly namespace: string;
  /** Dotted path of the view class or function. */
  readonly view: string;
  /** Upper-case HTTP methods that the view answers, HEAD and OPTIONS left out. */
  readonly methods: readonly string[];
  /**
   * Those of them that Django's generic views handle though no browser sends them to a page: PUT,
   * PATCH and DELETE. The generated tests leave them out; `inspect --json` has no place for them.
   */
  readonly unasked?: readonly string[];
  /**
   * Methods besides GET that a function, which no decorator limits, looks for in its request. Django
   * hands it any method, so they are none of `methods`; the generated tests ask them, too.
   */
  readonly asked?: readonly string[];
  /**
   * By method, who gets an answer as far as the source says so for certain; `inspect --json` has no
   * place for it, either.
   */
  readonly access?: Readonly<Record<string, Access>>;
  /**
   * Those of the methods that give nothing to a user like any other of what belongs to somebody else,
   * where the source says so for certain; `inspect --json` has no place for them.
   */
  readonly reserved?: readonly string[];
  /** Those that its permissions refuse a user like any other, whose ever the rows are. */
  readonly kept?: readonly string[];
  /** Those that answer each user with rows of one's own, as far as that is certain. */
  readonly own?: readonly string[];
  /** Those that take no body from a user like any other that names what is somebody else's. */
  readonly foreign?: readonly string[];
  /** By method of a write, the statuses that the source names, redirects left out, where it names each. */
  readonly statuses?: Readonly<Record<string, readonly number[]>>;
  /** By method of a write, what it does in any case once it succeeds: rows, mails, tasks. */
  readonly deeds?: Readonly<Record<string, readonly string[]>>;
  /** By method of a write, the states of its object in which it is refused: `state != "new"`. */
  readonly refusedStates?: Readonly<Record<string, readonly string[]>>;
  readonly listing?: Listing;
  /** What columns of all rows have that a list shows where nothing in particular is asked for. */
  readonly only?: Readonly<Record<string, string | boolean>>;
  /** Columns of a new row that hold who has sent the POST, as the source says. */
  readonly makers?: readonly string[];
  /** Of a health check that asks the database; `inspect --json` has no place for it. */
  readonly withoutDatabase?: WithoutDatabase;
  /** Parameter name to converter: str, int, slug, uuid, path or a custom converter's name. */
  readonly params: Readonly<Record<string, string>>;
  /** Label of the model behind the route. */
  readonly model: string | null;
}

/** What `inspect --json` prints. */
export interface Inspection {
  readonly schema: 1;
  readonly source: "static" | "django";
  readonly project: ProjectInfo;
  readonly apps: readonly App[];
  readonly models: readonly Model[];
  readonly serializers: readonly Serializer[];
  readonly routes: readonly Route[];
  readonly doubts: readonly Doubt[];
}

/** An environment variable that settings read. */
export interface EnvVariable extends Place {
  readonly name: string;
  /** True when settings cannot be imported without it. */
  readonly required: boolean;
  /** Which part of a database's address it is, where the settings write it as that. */
  readonly part?: DatabasePart;
}

/** A key of an entry of DATABASES. */
export type DatabasePart = "NAME" | "USER" | "PASSWORD" | "HOST" | "PORT";

export type DependencyFormat =
  "requirements" | "pep621" | "dependency-groups" | "poetry" | "pipfile" | "setup.cfg" | "setup.py";

export interface DependencyFile {
  readonly path: string;
  readonly format: DependencyFormat;
  /** Which installations read the file: production, development, or it is the only one. */
  readonly role: "runtime" | "dev" | "all";
  /** Normalised (PEP 503) names of the packages it lists. */
  readonly packages: readonly string[];
  /** Requirements files that it includes with `-r`, relative to the root, where there are any. */
  readonly includes?: readonly string[];
  /** Names of the extras, groups or environments that hold development packages, where it has any. */
  readonly groups?: readonly string[];
}

/** Where pytest reads its configuration, by pytest's own order of precedence. */
export interface PytestSetup {
  readonly config: string | null;
  readonly settingsModule: string | null;
  /** Whether no file of the repository is the settings module that is named there. */
  readonly settingsMissing?: boolean;
  readonly pythonFiles: readonly string[];
  readonly testpaths: readonly string[];
  readonly addopts: string;
}

/** How the repository formats its Python. */
export interface PythonStyle {
  readonly lineLength: number;
  readonly quotes: "single" | "double" | "preserve";
  readonly indent: number;
}

/** A settings name and the file and line where its base value is written (the place to patch). */
export interface SettingPlace extends Place {
  readonly name:
    | "INSTALLED_APPS"
    | "REST_FRAMEWORK"
    | "urlpatterns"
    | "MIDDLEWARE"
    | "SECURE_REDIRECT_EXEMPT"
    | "SILKY_IGNORE_PATHS";
}

/** How Django REST framework tells the versions of an API apart. */
export interface ApiVersioning {
  /** Whether a version is a namespace of the routes. */
  readonly byNamespace: boolean;
  readonly allowed: readonly string[];
  /** The version of a request that names none. */
  readonly fallback: string | null;
}

/** What generators need beyond the inspection in order to write into the repository. */
export interface Setup {
  /** Folder of manage.py; "" for the root. Commands run here. */
  readonly baseDir: string;
  /** Why the settings module was chosen, and where it is named; no place where nothing names it. */
  readonly settingsChoice: { readonly because: string; readonly place: Place | null };
  /** The django-configurations class that tests run on; left out where settings are a module. */
  readonly configuration?: string;
  /** Folders that must be on sys.path, relative to the root; "" for the root itself. */
  readonly pythonPath: readonly string[];
  /** INSTALLED_APPS as evaluated. */
  readonly installedApps: readonly string[];
  /** Whether Django REST framework is used. */
  readonly restFramework: boolean;
  /** Left out where the API has no versions by default. */
  readonly apiVersioning?: ApiVersioning;
  /** API documentation or API packages that compete with DRF and drf-spectacular. */
  readonly rivals: readonly string[];
  readonly settingPlaces: readonly SettingPlace[];
  readonly env: readonly EnvVariable[];
  /** Variables that pytest-env sets for tests; left out where it is not used. */
  readonly testEnv?: Readonly<Record<string, string>>;
  /** Variables that the settings need, as continuous integration gives them; left out where they need none. */
  readonly pipelineEnv?: Readonly<Record<string, string>>;
  /** Folders of log files that a fresh clone lacks, without which Django does not start. */
  readonly logFolders?: readonly string[];
  /** Files of variables that settings raise without and git keeps out, with the one to copy from. */
  readonly envFiles?: readonly { readonly path: string; readonly example: string | null }[];
  /** Dotted name of the production settings, null when there is none. */
  readonly productionSettings: string | null;
  /** Variables that the production settings demand; left out when they were not read. */
  readonly productionEnv?: readonly EnvVariable[];
  readonly dependencies: readonly DependencyFile[];
  /** The release that all admitted ones of Django are older than; left out where there is no bound. */
  readonly djangoBound?: Version;
  readonly lockFiles: readonly string[];
  readonly pytest: PytestSetup;
  readonly style: PythonStyle;
  /** Dotted migration modules per first-party app label, where the app has migrations. */
  readonly migrations: Readonly<Record<string, string>>;
  /** Services that settings name besides databases, such as "redis". */
  readonly services: readonly string[];
  /** Names of other machines that DATABASES writes out where no variable tells them, such as "db". */
  readonly databaseHosts?: readonly string[];
  /** What DATABASES writes out of how the default database is entered; left out where nothing. */
  readonly databaseAccess?: DatabaseAccess;
  /** Whether the URLconf wraps routes in i18n_patterns, so that new ones must stay outside. */
  readonly i18nPatterns: boolean;
  /** Name of the branch that continuous integration compares with. */
  readonly defaultBranch: string;
  /**
   * Files (relative paths) that exist where an artifact may want to be written: everything in the
   * tests folder, in the folder of the root URLconf, in .github/workflows, and at the root;
   * files that soundcheck generated (the lock names them) are left out.
   */
  readonly occupied: readonly string[];
  /** Leaf migrations on disk per first-party app label, such as {"courses": ["0003_fill"]}. */
  readonly migrationLeaves: Readonly<Record<string, readonly string[]>>;
  /** Whether a database without migrations lacks extensions, collations or types that tables need. */
  readonly needsMigrations?: boolean;
  /** Paths such as "/health" that middleware of the repository may answer before any view. */
  readonly middlewarePaths?: readonly string[];
}

/** A serializer without a model, and the conditions under which it refuses what a client sends. */
export interface Input {
  readonly class: string;
  readonly rules: readonly string[];
}

/** Everything known about a repository. */
export interface Project extends Inspection {
  readonly inputs?: readonly Input[];
  readonly setup: Setup;
}
