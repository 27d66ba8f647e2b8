// Components and events: the app's way of tying listeners and children to a life.

export interface EventRef {
  readonly emitter: Events;
  readonly name: string;
  readonly callback: (...values: never[]) => unknown;
  readonly context: unknown;
}

type Callback = (...values: never[]) => unknown;

/** Named events. A listener that throws does not keep the others from hearing. */
export class Events {
  readonly #listeners = new Map<string, EventRef[]>();

  on(name: string, callback: Callback, context?: unknown): EventRef {
    const ref: EventRef = { emitter: this, name, callback, context };
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), ref]);
    return ref;
  }

  off(name: string, callback: Callback): void {
    this.#listeners.set(name, (this.#listeners.get(name) ?? []).filter((ref) => ref.callback !== callback));
  }

  offref(ref: EventRef): void {
    this.#listeners.set(ref.name, (this.#listeners.get(ref.name) ?? []).filter((one) => one !== ref));
  }

  trigger(name: string, ...values: unknown[]): void {
    for (const ref of this.#listeners.get(name) ?? []) this.tryTrigger(ref, values);
  }

  tryTrigger(ref: EventRef, values: unknown[]): void {
    try {
      ref.callback.apply(ref.context, values as never[]);
    } catch (error) {
      setTimeout(() => { throw error; });
    }
  }
}

/** Something with a life: what is registered with it goes when it is unloaded. */
export class Component {
  _loaded = false;
  readonly _children: Component[] = [];
  readonly #cleanups: (() => unknown)[] = [];

  load(): void {
    if (this._loaded) return;
    this._loaded = true;
    this.onload();
    for (const child of [...this._children]) child.load();
  }

  onload(): unknown { return undefined; }

  unload(): void {
    if (!this._loaded) return;
    this._loaded = false;
    for (const child of this._children.splice(0).reverse()) child.unload();
    for (const cleanup of this.#cleanups.splice(0).reverse()) cleanup();
    this.onunload();
  }

  onunload(): unknown { return undefined; }

  addChild<T extends Component>(component: T): T {
    this._children.push(component);
    if (this._loaded) component.load();
    return component;
  }

  removeChild<T extends Component>(component: T): T {
    const index = this._children.indexOf(component);
    if (index >= 0) this._children.splice(index, 1);
    component.unload();
    return component;
  }

  register(cleanup: () => unknown): void { this.#cleanups.push(cleanup); }

  registerEvent(ref: EventRef): void { this.register(() => { ref.emitter.offref(ref); }); }

  registerDomEvent(target: EventTarget, type: string, callback: (event: never) => unknown, options?: boolean | AddEventListenerOptions): void {
    const listener = callback as EventListener;
    target.addEventListener(type, listener, options);
    this.register(() => { target.removeEventListener(type, listener, options); });
  }

  registerInterval(id: number): number {
    this.register(() => { clearInterval(id); });
    return id;
  }

  registerScopeEvent(handler: { unregister?: () => void }): void { this.register(() => handler.unregister?.()); }
}
