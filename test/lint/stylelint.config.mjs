// What styles.css is held to: what the community directory's scan asks, its warnings as errors, and the standard's good order.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { ROOT } from "../commands/setup.mjs";

/** The first app version that came with each Electron, as the scan counts them. */
const ELECTRONS = /** @type {const} */ ([[25, "1.4.5"], [28, "1.5.8"], [30, "1.6.5"], [31, "1.7.4"], [37, "1.9.12"], [39, "1.11.4"]]);

/** @type {unknown} */
const manifest = JSON.parse(await readFile(path.join(ROOT, "manifest.json"), "utf8"));
const { minAppVersion } = /** @type {{ minAppVersion: string }} */ (manifest);
const electron = ELECTRONS.filter(([, version]) => order(version) <= order(minAppVersion)).at(-1)?.[0] ?? ELECTRONS[0][0];

/**
 * @param {string} version
 * @returns {number}
 */
function order(version) {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  return major * 1_000_000 + minor * 1_000 + patch;
}

/** @type {import("stylelint").Config} */
export default {
  extends: ["stylelint-config-standard"],
  plugins: ["stylelint-no-unsupported-browser-features"],
  ignoreDisables: true,
  rules: {
    "no-descending-specificity": null,
    // The scan counts break-inside as a half-supported part of columns; its older name is the same to every engine and is let through.
    "property-no-deprecated": [true, { ignoreProperties: ["page-break-inside", "page-break-before", "page-break-after"] }],
    "declaration-no-important": true,
    "color-named": "never",
    "selector-pseudo-class-disallowed-list": ["has"],
    "function-url-scheme-allowed-list": ["data"],
    "at-rule-disallowed-list": ["import", "charset"],
    "property-disallowed-list": ["all"],
    "declaration-block-no-duplicate-properties": true,
    "plugin/no-unsupported-browser-features": [true, { browsers: [`electron >= ${String(electron)}`], ignore: ["css-nesting", "css-cascade-layers"] }],
  },
};
