import { describe, expect, it } from "vitest";
import { evaluated } from "./memory-host.js";

const values = (options: string, wanted: string, environment: Readonly<Record<string, string>>) =>
  evaluated(`from dynaconf import Dynaconf\ns = Dynaconf(${options})\nx = [${wanted}]`, "x", {
    environment,
  });

describe("settings of dynaconf", () => {
  const OPTIONS = 'ENVVAR_PREFIX_FOR_DYNACONF="SHOP", SETTINGS_FILE_FOR_DYNACONF="~/.shop/s.yaml"';

  it("are their defaults on a machine that tells nothing", () => {
    const wanted =
      's.get("PATH", "/"), s.get("DEBUG", False, "@bool"), s.get("HOSTS", ["a"]).to_list()';
    expect(values(OPTIONS, wanted, {})).toEqual(["/", false, ["a"]]);
  });

  it("are what the environment says, read as TOML", () => {
    const environment = {
      SHOP_DEBUG: "true",
      SHOP_SIZE: "5",
      SHOP_RATE: "1.5",
      SHOP_HOSTS: '["a"]',
      SHOP_TITLE: "hi",
      SHOP_MAIL: '"me"',
      SHOP_TABLE: "{a=1}",
    };
    const wanted =
      's.get("DEBUG"), s.SIZE, s.RATE, s["HOSTS"], s.get("title"), s.MAIL, "TITLE" in s, "X" in s';
    const expected = [true, 5, 1.5, ["a"], "hi", "me", true, false];
    expect(values(OPTIONS, wanted, environment)).toEqual(expected);
    expect(values(OPTIONS, 's.TABLE == {"a": 1}', environment)).toEqual(["?"]);
  });

  it("have variables with a name of their own", () => {
    expect(values("", 's.get("SIZE")', { DYNACONF_SIZE: "7" })).toEqual([7]);
    expect(values('envvar_prefix="SHOP"', 's.get("SIZE")', { SHOP_SIZE: "5" })).toEqual([5]);
  });

  it("are their defaults where the file named is not in the repository", () => {
    const options = 'settings_files=["settings.toml"]';
    expect(values(options, 's.get("PATH", "/") == "/"', {})).toEqual([true]);
  });
});
