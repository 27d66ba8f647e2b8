// What the simulation may compute with: only what gives the same bits on every engine, and nothing from outside.

import ts from "typescript";
import { eachNode, lineOf, parse, type Finding, type Sources } from "./sources.ts";

const EXACT = new Set(["floor", "round", "trunc", "abs", "min", "max", "imul", "clz32"]);

/** What the language itself offers to reach for the clock, for a language's data or for the world; the rest does not compile there. */
const OUTSIDE = new Set(["Date", "Intl", "Temporal", "globalThis", "eval", "Function", "WeakRef", "FinalizationRegistry"]);

/** Methods whose outcome depends on the engine's language data. */
const LOCAL = new Set(["toLocaleString", "toLocaleUpperCase", "toLocaleLowerCase", "localeCompare", "normalize"]);

/** Whatever in the simulation might differ between two engines or two runs. */
export function impurities(sources: Sources): Finding[] {
  const findings: Finding[] = [];
  for (const [file, text] of sources) {
    eachNode(parse(file, text), (node) => {
      const what = judge(node);
      if (what !== null) findings.push(`${file}:${String(lineOf(node))} uses ${what}`);
    });
  }
  return findings;
}

function judge(node: ts.Node): string | null {
  if (ts.isBinaryExpression(node) && [ts.SyntaxKind.AsteriskAsteriskToken, ts.SyntaxKind.AsteriskAsteriskEqualsToken].includes(node.operatorToken.kind)) return "**";
  if (ts.isPropertyAccessExpression(node) && LOCAL.has(node.name.text)) return `.${node.name.text}`;
  if (!ts.isIdentifier(node) || !isReference(node)) return null;
  if (OUTSIDE.has(node.text)) return node.text;
  if (node.text !== "Math") return null;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node) return EXACT.has(parent.name.text) ? null : `Math.${parent.name.text}`;
  return "Math other than by one of its exact functions";
}

/** Whether a name stands for the global: not for a property, a parameter or a member of that name. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isQualifiedName(parent)) return parent.left === node;
  const declares = ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isPropertyDeclaration(parent) || ts.isMethodDeclaration(parent) ||
    ts.isMethodSignature(parent) || ts.isParameter(parent) || ts.isVariableDeclaration(parent) || ts.isBindingElement(parent) || ts.isEnumMember(parent) ||
    ts.isFunctionDeclaration(parent) || ts.isInterfaceDeclaration(parent) || ts.isTypeAliasDeclaration(parent) || ts.isClassDeclaration(parent);
  return !(declares && parent.name === node);
}
