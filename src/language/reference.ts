// The reference of the parameters as a Markdown table, made from the table that the language itself works by.

import type { Parameter } from "./block.ts";
import { PARAMETERS, formatValue } from "./parameters.ts";

/** One row for each parameter, those that both hosts have once (`client.isn`, `server.isn`). */
export function referenceTable(): string {
  const rows = PARAMETERS.filter(({ key }) => !key.startsWith("server.")).map((row) => `| ${[keysOf(row), allowedOf(row), defaultOf(row), row.citation ?? ""].join(" | ")} |`);
  return ["| key | allowed | default | after |", "| --- | --- | --- | --- |", ...rows, ""].join("\n");
}

function keysOf({ key }: Parameter): string {
  return key.startsWith("client.") ? `\`${key}\`, \`server.${key.slice("client.".length)}\`` : `\`${key}\``;
}

function allowedOf(row: Parameter): string {
  const words = [...(row.choices ?? []), ...(row.words ?? [])].map((word) => `\`${word}\``);
  const range = row.min === undefined || row.max === undefined ? [] : [`${formatValue(row, row.min, " ")} to ${formatValue(row, row.max, " ")}`];
  const kind = row.kind === "text" ? ["a text"] : row.kind === "address" ? ["an IPv4 address"] : [];
  return [...kind, ...range, ...words].join(", ");
}

function defaultOf(row: Parameter): string {
  const other = row.key.startsWith("client.") ? PARAMETERS.find(({ key }) => key === `server.${row.key.slice("client.".length)}`) : undefined;
  const values = [row, ...(other === undefined || other.default === row.default ? [] : [other])];
  const textbook = values.map((each) => (each.default === "" ? "" : `\`${formatValue(each, each.default)}\``)).join(", ");
  return row.linux === undefined ? textbook : `${textbook} (linux: \`${formatValue(row, row.linux)}\`)`;
}
