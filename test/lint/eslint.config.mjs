// What the code is held to: the community directory's own rules for what ships, strict typed rules for everything.

import obsidianmd from "eslint-plugin-obsidianmd";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";
import { ROOT } from "../commands/setup.mjs";

/** Comments that switch rules off have no effect and are reported. */
const NO_SWITCHES = { noInlineConfig: true, reportUnusedDisableDirectives: "error" };

export default defineConfig([
  globalIgnores(["node_modules/", ".cache/", "main.js", "package-lock.json"]),
  { linterOptions: /** @type {import("eslint").Linter.LinterOptions} */ (NO_SWITCHES) },
  {
    files: ["src/**/*.ts"],
    extends: [obsidianmd.configs.recommended],
  },
  {
    files: ["package.json"],
    extends: [obsidianmd.configs.recommended],
  },
  {
    files: ["**/*.ts", "**/*.mjs"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: ROOT } },
    linterOptions: /** @type {import("eslint").Linter.LinterOptions} */ (NO_SWITCHES),
    rules: {
      "no-undef": "off",
      eqeqeq: "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/ban-ts-comment": ["error", { "ts-expect-error": true, "ts-ignore": true, "ts-nocheck": true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    },
  },
]);
