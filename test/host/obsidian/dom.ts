// What the app adds to the DOM's own prototypes, for the main window and for every further window.

import type {} from "obsidian";

type Realm = Window & typeof globalThis;
type ElementOptions = DomElementInfo | string | undefined;

const installed = new WeakSet<Window>();

/** Adds the app's extensions to the prototypes of one window. Does nothing the second time. */
export function installDom(realm: Realm): void {
  if (installed.has(realm)) return;
  installed.add(realm);
  extend(realm.Node.prototype, nodeMethods());
  extend(realm.Element.prototype, elementMethods());
  extend(realm.HTMLElement.prototype, htmlMethods());
  extend(realm.SVGElement.prototype, styleMethods());
  extend(realm.DocumentFragment.prototype, findMethods());
  extend(realm.Document.prototype, delegationMethods());
  Object.defineProperties(realm.Node.prototype, {
    doc: { configurable: true, get: (function (this: Node) { return this.ownerDocument ?? (this as Document); }) },
    win: { configurable: true, get: (function (this: Node) { return (this.ownerDocument ?? (this as Document)).defaultView ?? window; }) },
    constructorWin: { configurable: true, value: realm },
  });
  Object.defineProperties(realm.HTMLElement.prototype, {
    innerWidth: { configurable: true, get: (function (this: HTMLElement) { return this.clientWidth - padding(this, "Left", "Right"); }) },
    innerHeight: { configurable: true, get: (function (this: HTMLElement) { return this.clientHeight - padding(this, "Top", "Bottom"); }) },
  });
  extend(realm.UIEvent.prototype, { instanceOf });
  Object.defineProperties(realm.UIEvent.prototype, {
    win: { configurable: true, get: (function (this: UIEvent) { return this.view ?? window; }) },
    doc: { configurable: true, get: (function (this: UIEvent) { return (this.view ?? window).document; }) },
    targetNode: { configurable: true, get: (function (this: UIEvent) { return this.target as Node | null; }) },
  });
  Object.assign(realm, globals(realm.document));
}

function extend(prototype: object, methods: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(prototype, name, { configurable: true, writable: true, value });
  }
}

function padding(el: HTMLElement, first: "Left" | "Top", second: "Right" | "Bottom"): number {
  const style = getComputedStyle(el);
  return parseFloat(style[`padding${first}`]) + parseFloat(style[`padding${second}`]);
}

/** Works across windows, where `instanceof` does not: goes by the constructor's name along the prototype chain. */
function instanceOf(this: object, type: { name: string; prototype: object }): boolean {
  if (type.prototype.isPrototypeOf(this)) return true;
  for (let link: unknown = Object.getPrototypeOf(this); link !== null && typeof link === "object"; link = Object.getPrototypeOf(link)) {
    const constructor: unknown = Reflect.get(link, "constructor");
    if (typeof constructor === "function" && constructor.name === type.name) return true;
  }
  return false;
}

function make<T extends Element>(el: T, options: ElementOptions | SvgElementInfo, callback?: (el: T) => void): T {
  const info: DomElementInfo = typeof options === "string" ? { cls: options } : (options ?? {});
  const classes = typeof info.cls === "string" ? info.cls.split(/\s+/) : (info.cls ?? []);
  el.classList.add(...classes.filter((name) => name !== ""));
  if (info.text !== undefined) el.replaceChildren(info.text);
  for (const [name, value] of Object.entries(info.attr ?? {})) setAttribute(el, name, value);
  if (info.title !== undefined) el.setAttribute("title", info.title);
  for (const name of ["type", "placeholder", "href"] as const) {
    const value = info[name];
    if (value !== undefined) el.setAttribute(name, value);
  }
  if (info.value !== undefined && "value" in el) Reflect.set(el, "value", info.value);
  if (info.parent !== undefined) {
    if (info.prepend === true) info.parent.insertBefore(el, info.parent.firstChild);
    else info.parent.appendChild(el);
  }
  callback?.(el);
  return el;
}

function inside(parent: Node, options: ElementOptions): DomElementInfo {
  return { ...(typeof options === "string" ? { cls: options } : options), parent };
}

function setAttribute(el: Element, name: string, value: string | number | boolean | null): void {
  if (value === null || value === false) el.removeAttribute(name);
  else el.setAttribute(name, value === true ? "" : String(value));
}

function nodeMethods(): Record<string, unknown> {
  return {
    detach(this: ChildNode) { this.remove(); },
    empty(this: Node) { while (this.lastChild !== null) this.removeChild(this.lastChild); },
    insertAfter(this: Node, node: Node, child: Node | null) { return this.insertBefore(node, child === null ? this.firstChild : child.nextSibling); },
    indexOf(this: Node, other: Node) { return [...this.childNodes].indexOf(other as ChildNode); },
    setChildrenInPlace(this: Element, children: Node[]) { this.replaceChildren(...children); },
    appendText(this: Node, text: string) { this.appendChild(this.doc.createTextNode(text)); },
    instanceOf,
    createEl(this: Node, tag: string, options?: ElementOptions, callback?: (el: Element) => void) {
      return make(this.doc.createElement(tag), inside(this, options), callback);
    },
    createDiv(this: Node, options?: ElementOptions, callback?: (el: Element) => void) {
      return make(this.doc.createElement("div"), inside(this, options), callback);
    },
    createSpan(this: Node, options?: ElementOptions, callback?: (el: Element) => void) {
      return make(this.doc.createElement("span"), inside(this, options), callback);
    },
    createSvg(this: Node, tag: string, options?: ElementOptions, callback?: (el: Element) => void) {
      return make(this.doc.createElementNS("http://www.w3.org/2000/svg", tag), inside(this, options), callback);
    },
  };
}

function elementMethods(): Record<string, unknown> {
  return {
    getText(this: Element) { return this.textContent; },
    setText(this: Element, text: string | DocumentFragment) { this.replaceChildren(text); },
    addClass(this: Element, ...names: string[]) { this.classList.add(...names); },
    addClasses(this: Element, names: string[]) { this.classList.add(...names); },
    removeClass(this: Element, ...names: string[]) { this.classList.remove(...names); },
    removeClasses(this: Element, names: string[]) { this.classList.remove(...names); },
    toggleClass(this: Element, names: string | string[], on: boolean) { for (const name of [names].flat()) this.classList.toggle(name, on); },
    hasClass(this: Element, name: string) { return this.classList.contains(name); },
    setAttr(this: Element, name: string, value: string | number | boolean | null) { setAttribute(this, name, value); },
    setAttrs(this: Element, attributes: Record<string, string | number | boolean | null>) {
      for (const [name, value] of Object.entries(attributes)) setAttribute(this, name, value);
    },
    getAttr(this: Element, name: string) { return this.getAttribute(name); },
    matchParent(this: Element, selector: string, last?: Element) {
      const found = this.closest(selector);
      return found === null || last === undefined || last.contains(found) ? found : null;
    },
    getCssPropertyValue(this: Element, property: string, pseudo?: string) { return this.win.getComputedStyle(this, pseudo).getPropertyValue(property).trim(); },
    isActiveElement(this: Element) { return this.doc.activeElement === this; },
    ...findMethods(),
  };
}

function findMethods(): Record<string, unknown> {
  return {
    find(this: ParentNode, selector: string) { return this.querySelector(selector); },
    findAll(this: ParentNode, selector: string) { return [...this.querySelectorAll(selector)]; },
    findAllSelf(this: Element, selector: string) { return [...(this.matches(selector) ? [this] : []), ...this.querySelectorAll(selector)]; },
  };
}

function styleMethods(): Record<string, unknown> {
  return {
    setCssStyles(this: HTMLElement, styles: Partial<CSSStyleDeclaration>) { Object.assign(this.style, styles); },
    setCssProps(this: HTMLElement, properties: Record<string, string>) {
      for (const [name, value] of Object.entries(properties)) this.style.setProperty(name, value);
    },
  };
}

function htmlMethods(): Record<string, unknown> {
  return {
    ...styleMethods(),
    ...delegationMethods(),
    show(this: HTMLElement) { this.style.display = ""; },
    hide(this: HTMLElement) { this.style.display = "none"; },
    toggle(this: HTMLElement, shown: boolean) { this.style.display = shown ? "" : "none"; },
    toggleVisibility(this: HTMLElement, visible: boolean) { this.style.visibility = visible ? "" : "hidden"; },
    isShown(this: HTMLElement) { return this.isConnected && this.offsetParent !== null; },
    onClickEvent(this: HTMLElement, listener: (event: MouseEvent) => unknown, options?: AddEventListenerOptions) {
      this.addEventListener("click", listener, options);
      this.addEventListener("auxclick", listener, options);
    },
    onNodeInserted(this: HTMLElement, listener: () => unknown, once = false) {
      let connected = this.isConnected;
      const observer = new MutationObserver(() => {
        if (this.isConnected && !connected) {
          listener();
          if (once) observer.disconnect();
        }
        connected = this.isConnected;
      });
      observer.observe(this.doc, { childList: true, subtree: true });
      return () => { observer.disconnect(); };
    },
    onWindowMigrated(this: HTMLElement, listener: (win: Window) => unknown) {
      const entry = { el: this, win: this.win, listener };
      migrations.add(entry);
      return () => { migrations.delete(entry); };
    },
    trigger(this: HTMLElement, type: string) { this.dispatchEvent(new Event(type, { bubbles: true })); },
  };
}

interface Migration {
  readonly el: HTMLElement;
  win: Window;
  readonly listener: (win: Window) => unknown;
}

const migrations = new Set<Migration>();

/** Tells every element that has moved to another window since the last time; called by whoever moves a leaf. */
export function announceMigrations(): void {
  for (const entry of [...migrations]) {
    if (entry.el.win === entry.win) continue;
    entry.win = entry.el.win;
    entry.listener(entry.win);
  }
}

type Listener = (this: unknown, event: Event, target: HTMLElement) => unknown;
interface Delegation { readonly type: string; readonly selector: string; readonly listener: Listener; readonly callback: (event: Event) => void }
const delegations = new WeakMap<EventTarget, Delegation[]>();

function delegationMethods(): Record<string, unknown> {
  return {
    on(this: EventTarget, type: string, selector: string, listener: Listener, options?: AddEventListenerOptions) {
      const callback = (event: Event): void => {
        const start = event.target as Node | null;
        const element = start === null ? null : start.nodeType === 1 ? (start as Element) : start.parentElement;
        const target = element?.closest(selector);
        if (target !== null && target !== undefined && (this as Node).contains(target)) listener.call(this, event, target as HTMLElement);
      };
      const list = delegations.get(this) ?? [];
      list.push({ type, selector, listener, callback });
      delegations.set(this, list);
      this.addEventListener(type, callback, options);
    },
    off(this: EventTarget, type: string, selector: string, listener: Listener, options?: AddEventListenerOptions) {
      const list = delegations.get(this) ?? [];
      for (const entry of list.filter((one) => one.type === type && one.selector === selector && one.listener === listener)) {
        this.removeEventListener(type, entry.callback, options);
        list.splice(list.indexOf(entry), 1);
      }
    },
  };
}

/** The functions that the app puts on `window`. */
function globals(doc: Document): Record<string, unknown> {
  return {
    activeWindow: doc.defaultView,
    activeDocument: doc,
    createEl: (tag: string, options?: ElementOptions, callback?: (el: Element) => void) => make(doc.createElement(tag), options, callback),
    createDiv: (options?: ElementOptions, callback?: (el: Element) => void) => make(doc.createElement("div"), options, callback),
    createSpan: (options?: ElementOptions, callback?: (el: Element) => void) => make(doc.createElement("span"), options, callback),
    createSvg: (tag: string, options?: ElementOptions, callback?: (el: Element) => void) =>
      make(doc.createElementNS("http://www.w3.org/2000/svg", tag), options, callback),
    createFragment: (callback?: (el: DocumentFragment) => void) => {
      const fragment = doc.createDocumentFragment();
      callback?.(fragment);
      return fragment;
    },
    fish: (selector: string) => doc.querySelector(selector),
    fishAll: (selector: string) => [...doc.querySelectorAll(selector)],
    sleep: (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    nextFrame: () => new Promise((resolve) => requestAnimationFrame(resolve)),
    ready: (callback: () => unknown) => { if (doc.readyState === "loading") doc.addEventListener("DOMContentLoaded", callback); else callback(); },
  };
}

/** Says which window has the reader's attention: what `activeWindow` and `activeDocument` answer from now on. */
export function setActiveWindow(main: Window, active: Window): void {
  Object.assign(main, { activeWindow: active, activeDocument: active.document });
}
