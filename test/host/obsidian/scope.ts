// Keys: scopes that handle them, and what the app says about modifiers.

import { Platform } from "./surroundings.ts";

type Modifier = "Mod" | "Ctrl" | "Meta" | "Shift" | "Alt";
type Handler = (event: KeyboardEvent, context: { modifiers: string | null; key: string | null; vkey: string }) => unknown;

export interface KeymapEventHandler {
  readonly scope: Scope;
  readonly modifiers: readonly Modifier[] | null;
  readonly key: string | null;
  readonly func: Handler;
}

/** Hotkeys that hold while the scope is on top; `false` from a handler keeps the key from doing anything else. */
export class Scope {
  readonly parent: Scope | undefined;
  readonly handlers: KeymapEventHandler[] = [];

  constructor(parent?: Scope) { this.parent = parent; }

  register(modifiers: Modifier[] | null, key: string | null, func: Handler): KeymapEventHandler {
    const handler: KeymapEventHandler = { scope: this, modifiers, key, func };
    this.handlers.push(handler);
    return handler;
  }

  unregister(handler: KeymapEventHandler): void {
    const index = this.handlers.indexOf(handler);
    if (index >= 0) this.handlers.splice(index, 1);
  }

  /** True when a handler took the key. */
  handle(event: KeyboardEvent): boolean {
    for (const handler of [...this.handlers]) {
      if (handler.key !== null && handler.key.toLowerCase() !== event.key.toLowerCase()) continue;
      if (handler.modifiers !== null && !sameModifiers(handler.modifiers, event)) continue;
      if (handler.func(event, { modifiers: null, key: event.key, vkey: event.code }) === false) {
        event.preventDefault();
        event.stopPropagation();
      }
      return true;
    }
    return this.parent?.handle(event) ?? false;
  }
}

function sameModifiers(wanted: readonly Modifier[], event: KeyboardEvent): boolean {
  const mod = wanted.includes("Mod");
  const ctrl = wanted.includes("Ctrl") || (mod && !Platform.isMacOS);
  const meta = wanted.includes("Meta") || (mod && Platform.isMacOS);
  return event.ctrlKey === ctrl && event.metaKey === meta && event.shiftKey === wanted.includes("Shift") && event.altKey === wanted.includes("Alt");
}

/** The stack of scopes; the page hands every key to the one on top. */
export class Keymap {
  readonly #stack: Scope[];

  constructor(base: Scope) { this.#stack = [base]; }

  pushScope(scope: Scope): void { this.#stack.push(scope); }

  popScope(scope: Scope): void {
    const index = this.#stack.lastIndexOf(scope);
    if (index > 0) this.#stack.splice(index, 1);
  }

  /** A scope that was pushed (a modal, a list of suggestions) hears keys before the elements do, the app's own scope after them. */
  onKeyEvent(event: KeyboardEvent, before: boolean): boolean {
    const pushed = this.#stack.length > 1;
    return pushed === before ? (this.#stack.at(-1)?.handle(event) ?? false) : false;
  }

  static isModifier(event: MouseEvent | KeyboardEvent, modifier: Modifier): boolean {
    if (modifier === "Mod") return Platform.isMacOS ? event.metaKey : event.ctrlKey;
    return { Ctrl: event.ctrlKey, Meta: event.metaKey, Shift: event.shiftKey, Alt: event.altKey }[modifier];
  }

  /** Where a click with these modifiers opens a link. */
  static isModEvent(event?: MouseEvent | KeyboardEvent | null): "tab" | "split" | "window" | false {
    if (event === null || event === undefined) return false;
    const mod = Keymap.isModifier(event, "Mod");
    if (!mod) return event instanceof MouseEvent && event.button === 1 ? "tab" : false;
    if (!event.altKey) return "tab";
    return event.shiftKey ? "window" : "split";
  }
}
