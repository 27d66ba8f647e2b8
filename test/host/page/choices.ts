// What the page shows and how, as the address says it: ?note=…&view=reading|live|both&theme=light|dark&lang=en|ko&width=360.

export interface Choices {
  readonly note: string | null;
  readonly view: "reading" | "live" | "both";
  readonly theme: "light" | "dark";
  readonly lang: "en" | "ko";
  /** Pixels; 0 is as wide as the window. 480 and less stands for a phone. */
  readonly width: number;
  /** The bundle to load: `main`, or another one that the server knows; empty for none. */
  readonly plugin: string;
  /** Whether the page's own bar and list are drawn. */
  readonly bare: boolean;
}

export function readChoices(address: URL): Choices {
  const get = (name: string): string | null => address.searchParams.get(name);
  const one = <T extends string>(name: string, allowed: readonly T[], otherwise: T): T => allowed.find((value) => value === get(name)) ?? otherwise;
  const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  return {
    note: get("note"),
    view: one("view", ["reading", "live", "both"], "reading"),
    theme: one("theme", ["light", "dark"], dark ? "dark" : "light"),
    lang: one("lang", ["en", "ko"], navigator.language.startsWith("ko") ? "ko" : "en"),
    width: Number(get("width") ?? 0),
    plugin: get("plugin") ?? "main",
    bare: get("bare") === "1",
  };
}

/** Keeps the choices in the address without leaving the page. */
export function keepChoices(choices: Choices): void {
  const address = new URL(location.href);
  for (const [key, value] of Object.entries(choices) as [string, string | number | boolean | null][]) {
    if (value === null || (key === "plugin" && value === "main") || value === false) address.searchParams.delete(key);
    else address.searchParams.set(key, value === true ? "1" : String(value));
  }
  history.replaceState(null, "", address);
}
