// The community directory's rules for manifest.json, versions.json and package.json.

import type { Finding } from "./sources.ts";

const KEYS = ["id", "name", "version", "minAppVersion", "description", "author", "authorUrl", "fundingUrl", "isDesktopOnly"];
const REQUIRED = ["id", "name", "version", "minAppVersion", "description", "author", "isDesktopOnly"];
const SEMVER = /^\d+\.\d+\.\d+$/;

type Data = Readonly<Record<string, unknown>>;

/** What the directory would refuse or warn of. */
export function manifestFindings(manifest: Data): Finding[] {
  const text = (key: string): string => (typeof manifest[key] === "string" ? manifest[key] : "");
  const description = text("description");
  const rules: [boolean, string][] = [
    [/^[a-z][a-z-]*[a-z]$/.test(text("id")), "the id is lower-case letters and hyphens"],
    [!/obsidian|plugin/.test(text("id")), "the id names neither the app nor what it is"],
    [/^[\x20-\x7e]{1,50}$/.test(text("name")), "the name is Basic Latin, 50 characters at most"],
    [!/obsidian|plugin/i.test(text("name")), "the name names neither the app nor what it is"],
    [SEMVER.test(text("version")) && text("version") !== "0.0.0", "the version is x.y.z"],
    [SEMVER.test(text("minAppVersion")), "minAppVersion is x.y.z"],
    [description.length >= 10 && description.length <= 250, "the description has 10 to 250 characters"],
    [/^[A-Z][a-z]+ /.test(description) && !/^(?:The|This|An?|It|Its|My|Your) /.test(description), "the description starts with a verb"],
    [description.endsWith("."), "the description ends with a period"],
    [!/obsidian/i.test(description), "the description does not name the app"],
    [!/\b(?:this plugin|a plugin that|the plugin)\b/i.test(description), "the description does not speak of itself"],
    [!description.toLowerCase().startsWith(text("name").toLowerCase()), "the description does not begin with the name"],
    [text("author") !== "" && !/@|https?:/.test(text("author")), "the author is a name, no address"],
    [typeof manifest["isDesktopOnly"] === "boolean", "isDesktopOnly says yes or no"],
    ...REQUIRED.map((key): [boolean, string] => [key in manifest, `there is a ${key}`]),
    ...Object.keys(manifest).map((key): [boolean, string] => [KEYS.includes(key), `${key} is a key that the directory knows`]),
  ];
  return rules.filter(([holds]) => !holds).map(([, rule]) => `manifest.json: ${rule}`);
}

/** Whether the three files tell of the same version; `versions.json` has a line only where minAppVersion changed. */
export function versionFindings(manifest: Data, versions: Data, packaged: Data): Finding[] {
  const findings: Finding[] = [];
  if (packaged["version"] !== manifest["version"]) findings.push("package.json and manifest.json tell of different versions");
  const entries = Object.entries(versions);
  for (const [version, app] of entries) {
    if (!SEMVER.test(version) || typeof app !== "string" || !SEMVER.test(app)) findings.push(`versions.json: “${version}” does not map a version to a version`);
  }
  const newest = [...entries].sort(([a], [b]) => compare(a, b)).at(-1);
  if (newest?.[1] !== manifest["minAppVersion"]) findings.push("versions.json does not end with the manifest's minAppVersion");
  entries.forEach(([version, app], index) => {
    if (index > 0 && entries[index - 1]?.[1] === app) findings.push(`versions.json: ${version} repeats the minAppVersion before it`);
  });
  return findings;
}

/** Dependencies whose version is not one exact version. */
export function looseVersions(packaged: Data): Finding[] {
  const all = ["dependencies", "devDependencies"].flatMap((kind) => Object.entries((packaged[kind] ?? {}) as Record<string, string>));
  return all.filter(([, version]) => !SEMVER.test(version)).map(([name, version]) => `package.json: ${name} is “${version}”, not one version`);
}

function compare(a: string, b: string): number {
  const left = a.split(".").map(Number);
  const right = b.split(".").map(Number);
  const at = left.findIndex((part, index) => part !== right[index]);
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}
