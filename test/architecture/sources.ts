// The sources that the rules look at: a set of files by path, read from the tree or made up by a test.

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import ts from "typescript";
import { ROOT } from "../commands/setup.mjs";

/** Text by path from the project's top, slashes between folders. */
export type Sources = ReadonlyMap<string, string>;

/** One thing that a rule found, as a reader of the failing test wants it: where, and what. */
export type Finding = string;

/** Reads the files of a folder whose names match. */
export async function readSources(folder: string, wanted: (name: string) => boolean): Promise<Sources> {
  const found = new Map<string, string>();
  const entries = await readdir(path.join(ROOT, folder), { withFileTypes: true, recursive: true });
  for (const entry of entries) {
    if (!entry.isFile() || !wanted(entry.name)) continue;
    const file = path.join(entry.parentPath, entry.name);
    found.set(path.relative(ROOT, file).split(path.sep).join("/"), await readFile(file, "utf8"));
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A set of made-up sources. */
export function madeUp(files: Readonly<Record<string, string>>): Sources { return new Map(Object.entries(files)); }

/** A file as syntax. */
export function parse(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

/** Calls back for every node of a file. */
export function eachNode(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild((child) => { eachNode(child, visit); });
}

/** The line of a node, from 1. */
export function lineOf(node: ts.Node): number {
  const source = node.getSourceFile();
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}

export interface Import {
  readonly file: string;
  readonly line: number;
  readonly specifier: string;
}

/** Every way in which a file names another: static, type-only, dynamic, `export … from`, `import x = require()`, `import("…")` types. */
export function importsOf(file: string, text: string): Import[] {
  const found: Import[] = [];
  const add = (literal: ts.Node | undefined): void => {
    if (literal !== undefined && ts.isStringLiteralLike(literal)) found.push({ file, line: lineOf(literal), specifier: literal.text });
  };
  eachNode(parse(file, text), (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    else if (ts.isExternalModuleReference(node)) add(node.expression);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
    else if (ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === "require")) add(node.arguments[0]);
  });
  return found;
}
