// Menus: a list of items at a place, closed by choosing, by Escape, or by a click elsewhere.

import { Component } from "./component.ts";
import { setIcon } from "./icons.ts";

export class MenuItem {
  readonly dom: HTMLElement;
  readonly #menu: Menu;
  readonly #icon: HTMLElement;
  readonly #title: HTMLElement;
  #disabled = false;
  #onClick: ((event: MouseEvent | KeyboardEvent) => unknown) | null = null;
  section = "";

  constructor(menu: Menu, parent: HTMLElement) {
    this.#menu = menu;
    this.dom = parent.createDiv({ cls: "menu-item", attr: { role: "menuitem", tabindex: -1 } });
    this.#icon = this.dom.createDiv("menu-item-icon");
    this.#title = this.dom.createDiv("menu-item-title");
    this.dom.addEventListener("click", (event) => { this.choose(event); });
  }

  setTitle(title: string | DocumentFragment): this { this.#title.setText(title); return this; }
  setIcon(icon: string | null): this { setIcon(this.#icon, icon ?? ""); return this; }
  setSection(section: string): this { this.section = section; return this; }
  setWarning(warning: boolean): this { this.dom.toggleClass("is-warning", warning); return this; }
  setIsLabel(label: boolean): this { this.dom.toggleClass("is-label", label); return this; }
  onClick(callback: (event: MouseEvent | KeyboardEvent) => unknown): this { this.#onClick = callback; return this; }

  setChecked(checked: boolean | null): this {
    this.dom.setAttr("role", checked === null ? "menuitem" : "menuitemcheckbox");
    this.dom.setAttr("aria-checked", checked === null ? null : String(checked));
    this.dom.toggleClass("is-checked", checked === true);
    return this;
  }

  setDisabled(disabled: boolean): this {
    this.#disabled = disabled;
    this.dom.toggleClass("is-disabled", disabled);
    this.dom.setAttr("aria-disabled", disabled ? "true" : null);
    return this;
  }

  get enabled(): boolean { return !this.#disabled; }

  choose(event: MouseEvent | KeyboardEvent): void {
    if (this.#disabled) return;
    this.#menu.hide();
    this.#onClick?.(event);
  }
}

export class Menu extends Component {
  readonly dom: HTMLElement = createDiv({ cls: "menu", attr: { role: "menu", tabindex: -1 } });
  readonly items: MenuItem[] = [];
  #onHide: (() => unknown) | null = null;
  #before: Element | null = null;
  readonly #outside = (event: Event): void => {
    if (!this.dom.contains(event.target as Node)) this.hide();
  };

  setNoIcon(): this { this.dom.addClass("no-icon"); return this; }
  setUseNativeMenu(): this { return this; }
  addSeparator(): this { this.dom.createDiv({ cls: "menu-separator", attr: { role: "separator" } }); return this; }
  onHide(callback: () => unknown): void { this.#onHide = callback; }

  addItem(build: (item: MenuItem) => unknown): this {
    const item = new MenuItem(this, this.dom);
    this.items.push(item);
    build(item);
    return this;
  }

  showAtMouseEvent(event: MouseEvent): this { return this.showAtPosition({ x: event.clientX, y: event.clientY }, event.doc); }

  showAtPosition(position: { x: number; y: number }, doc: Document = activeDocument): this {
    this.#before = doc.activeElement;
    doc.body.append(this.dom);
    const view = doc.defaultView ?? window;
    const box = this.dom.getBoundingClientRect();
    this.dom.setCssProps({
      left: `${String(Math.max(4, Math.min(position.x, view.innerWidth - box.width - 4)))}px`,
      top: `${String(Math.max(4, Math.min(position.y, view.innerHeight - box.height - 4)))}px`,
    });
    doc.addEventListener("pointerdown", this.#outside, true);
    this.dom.addEventListener("keydown", (event) => { this.#key(event); });
    this.dom.focus();
    this.load();
    return this;
  }

  hide(): this {
    if (!this._loaded) return this;
    this.dom.doc.removeEventListener("pointerdown", this.#outside, true);
    this.dom.remove();
    this.unload();
    (this.#before as HTMLElement | null)?.focus();
    this.#onHide?.();
    return this;
  }

  close(): void { this.hide(); }

  #key(event: KeyboardEvent): void {
    const choices = this.items.filter((item) => item.enabled);
    const index = choices.findIndex((item) => item.dom === this.dom.doc.activeElement);
    if (event.key === "Escape") this.hide();
    else if (event.key === "Enter" || event.key === " ") choices[index]?.choose(event);
    else if (event.key === "ArrowDown") choices[(index + 1) % choices.length]?.dom.focus();
    else if (event.key === "ArrowUp") choices.at(index <= 0 ? -1 : index - 1)?.dom.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
