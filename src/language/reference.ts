// The reference of the parameters as a Markdown table, made from the table that the language itself works by.

import type { Parameter } from "./block.ts";
import { PARAMETERS, formatValue } from "./parameters.ts";

/** One row for each parameter, those that both hosts have once (`client.isn`, `server.isn`). */
export function referenceTable(): string {
  const rows = PARAMETERS.filter((row) => twinOf(row, "server", "client") === undefined);
  const lines = rows.map((row) => `| ${[keysOf(row), allowedOf(row), defaultOf(row), row.citation ?? ""].join(" | ")} |`);
  return ["| key | allowed | default | after |", "| --- | --- | --- | --- |", ...lines, ""].join("\n");
}

/** The row of the other host with the same name. */
function twinOf({ key }: Parameter, from: string, to: string): Parameter | undefined {
  return key.startsWith(`${from}.`) ? PARAMETERS.find((other) => other.key === `${to}.${key.slice(from.length + 1)}`) : undefined;
}

function keysOf(row: Parameter): string {
  const twin = twinOf(row, "client", "server");
  return twin === undefined ? `\`${row.key}\`` : `\`${row.key}\`, \`${twin.key}\``;
}

function allowedOf(row: Parameter): string {
  const words = [...(row.choices ?? []), ...(row.words ?? [])].map((word) => `\`${word}\``);
  const range = row.min === undefined || row.max === undefined || row.kind === "names" ? [] : [`${formatValue(row, row.min, " ")} to ${formatValue(row, row.max, " ")}`];
  const kind = row.kind === "text" ? ["a text"] : row.kind === "address" ? ["an IPv4 address"] : row.kind === "names" ? ["a list"] : [];
  return [...kind, ...range, ...words].join(", ");
}

function defaultOf(row: Parameter): string {
  const other = twinOf(row, "client", "server");
  const values = [row, ...(other === undefined || other.default === row.default ? [] : [other])];
  const textbook = values.map((each) => (each.default === "" ? "" : `\`${formatValue(each, each.default)}\``)).join(", ");
  return row.linux === undefined ? textbook : `${textbook} (linux: \`${formatValue(row, row.linux)}\`)`;
}
