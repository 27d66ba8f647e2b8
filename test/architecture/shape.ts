// The shape of files and of the tree: what stands at the top, how long a file may be, how it begins, what must not be written in it.

import type { Finding, Sources } from "./sources.ts";

const LONGEST = 350;

/** Catalogues grow with what they list. */
const CATALOGUES = /^src\/(?:i18n\/(?:en|ko)\/|i18n\/shell-(?:en|ko)\.ts$|notes\/)/;

/** What must stand at the top of the repository, and what may besides. Names that begin with a dot are free. */
const TOP = {
  required: [
    "manifest.json", "versions.json", "package.json", "package-lock.json", "tsconfig.json", "esbuild.config.mjs", "styles.css", "README.md", "LICENSE", "src", "test",
  ],
  allowed: ["README.ko.md", "CHANGELOG.md", "CONTRIBUTING.md"],
  built: ["node_modules", "main.js", "dist"],
};

export function longFiles(sources: Sources): Finding[] {
  return [...sources]
    .filter(([file, text]) => !CATALOGUES.test(file) && lineCount(text) > LONGEST)
    .map(([file, text]) => `${file} has ${String(lineCount(text))} lines, ${String(LONGEST)} at most`);
}

function lineCount(text: string): number { return text.replace(/\n$/, "").split("\n").length; }

/** Files that do not open with a comment saying what they are. */
export function unopenedFiles(sources: Sources): Finding[] {
  return [...sources].filter(([, text]) => !/^\/\/ \p{Lu}?[^\n]{10,}/u.test(text)).map(([file]) => `${file} does not open with a sentence on what it is`);
}

/** What is at the top and should not be, and what should be and is not. */
export function misplacedAtTop(names: readonly string[]): Finding[] {
  const known = [...TOP.required, ...TOP.allowed, ...TOP.built];
  return [
    ...names.filter((name) => !name.startsWith(".") && !name.endsWith(".log") && !known.includes(name)).map((name) => `${name} stands at the top level`),
    ...TOP.required.filter((name) => !names.includes(name)).map((name) => `${name} is missing at the top level`),
  ];
}

/** Patterns that no source may hold, each with the reason. */
const FORBIDDEN: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  { pattern: /\b(?:inner|outer)HTML\b|\binsertAdjacentHTML\b/, why: "markup from text is an error of the directory's scan" },
  { pattern: /\.html\s*\(/, why: "D3's way of writing markup from text is an error of the directory's scan" },
  { pattern: /\bconsole\s*\.\s*(?:log|info|debug|table)\b/, why: "nothing is logged" },
  { pattern: /\b(?:eslint|stylelint)-(?:disable|enable)\b/, why: "no rule is switched off" },
  { pattern: /@ts-(?:ignore|expect-error|nocheck)\b/, why: "no error of types is hidden" },
  { pattern: /\b(?:TODO|FIXME|XXX|HACK)\b/, why: "unfinished work is not committed" },
  { pattern: /\bas any\b|:\s*any\b|<any>/, why: "any says nothing" },
  { pattern: /\bcreateEl(?:ement)?\(\s*["'](?:style|link|script|iframe)["']/, why: "the app loads styles.css; nothing else is brought in" },
  { pattern: /\b(?:fetch|requestUrl|XMLHttpRequest|WebSocket|EventSource|sendBeacon)\s*\(/, why: "no network is used" },
  { pattern: /\(\?<[=!]/, why: "regex lookbehind fails on older iOS" },
  { pattern: /\bnew Function\s*\(|\beval\s*\(/, why: "no text is run as code" },
  { pattern: /\.style\.[a-zA-Z]+\s*=[^=]/, why: "styles are set by classes and CSS variables" },
  { pattern: /\blocalStorage\b|\bsessionStorage\b/, why: "the app keeps data by loadData and saveData" },
];

/** Patterns that no test may hold: they switch checks off. */
const FORBIDDEN_IN_TESTS = FORBIDDEN.filter(({ why }) => /switched off|hidden/.test(why)).concat([
  { pattern: /\/\/.*\b(?:TODO|FIXME)\b/, why: "unfinished work is not committed" },
  { pattern: /\b(?:describe|it|test)\.(?:only|skip|todo)\b/, why: "every test runs" },
]);

export function forbiddenText(sources: Sources): Finding[] { return search(sources, FORBIDDEN); }
export function forbiddenInTests(sources: Sources): Finding[] { return search(sources, FORBIDDEN_IN_TESTS); }

function search(sources: Sources, patterns: readonly { readonly pattern: RegExp; readonly why: string }[]): Finding[] {
  const findings: Finding[] = [];
  for (const [file, text] of sources) {
    text.split("\n").forEach((line, index) => {
      for (const { pattern, why } of patterns) {
        const found = pattern.exec(line);
        if (found !== null) findings.push(`${file}:${String(index + 1)} holds “${found[0]}”: ${why}`);
      }
    });
  }
  return findings;
}
