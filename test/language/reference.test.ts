import { expect, it } from "vitest";

import { PARAMETERS, referenceTable } from "../../src/language/index.ts";

it("names every parameter with what it allows, its default and its clause", () => {
  const table = referenceTable();
  for (const { key } of PARAMETERS) expect(table).toContain(`\`${key}\``);
  const row = (key: string): string | undefined => table.split("\n").find((line) => line.startsWith(`| \`${key}\``));
  expect(row("network.rtt")).toBe("| `network.rtt` | 0 ms to 1 min | `100ms` |  |");
  expect(row("client.isn")).toBe("| `client.isn`, `server.isn` | 0 to 4294967295, `auto` | `100`, `300` | RFC 9293 §3.4.1 |");
  expect(row("client.name")).toBe("| `client.name`, `server.name` | a text |  |  |");
  expect(table.split("\n").every((line) => line === "" || line.split("|").length === 6)).toBe(true);
});
