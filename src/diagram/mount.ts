// Mounts a diagram in an element: layout, drawing, playing, pointing, keys and speech come together here.

import type { Trace } from "../simulation/index.ts";
import { firstState, samePacket } from "./beginning.ts";
import type { Diagram, DiagramOptions, ViewState } from "./diagram.ts";
import { listen } from "./input.ts";
import { makeMeasurer, type TextMeasurer } from "./measure.ts";
import { Panels, type PanelRun } from "./panels.ts";
import {
  carryOver, makeTicker, makeTransport, reduce, timelineOf,
  type KeyCommand, type Playback, type PlaybackAction, type Ticker, type Timeline, type Transport,
} from "./playback/index.ts";
import { layout, numberingOf, stretchAround, type FoldedLayer, type Numbering, type OpenStretch, type Scene } from "./scene/index.ts";
import { makeSkeleton, writeSubtitle, type Skeleton } from "./skeleton.ts";
import { sentenceFor } from "./speech.ts";
import { Stage } from "./stage.ts";

const LEAST_WIDTH = 280;
const MOST_WIDTH = 1200;
const USUAL_WIDTH = 700;

let mounted = 0;

/** Mounts a diagram of a run in `container`. It stands whole, at its final height, when this returns. */
export function mountDiagram(container: HTMLElement, trace: Trace, options: DiagramOptions): Diagram {
  return new MountedDiagram(container, trace, options);
}

class MountedDiagram implements Diagram {
  readonly #container: HTMLElement;
  readonly #skeleton: Skeleton;
  readonly #stage: Stage;
  readonly #panels: Panels;
  readonly #transport: Transport;
  readonly #ticker: Ticker;
  readonly #measurer: TextMeasurer;
  readonly #abort = new AbortController();
  #observer: ResizeObserver | null = null;
  #trace: Trace;
  #options: DiagramOptions;
  #numbering: Numbering;
  #scene: Scene;
  #timeline: Timeline;
  #state: Playback;
  /** The stretch of a flood that is drawn packet by packet. */
  #open: OpenStretch | null = null;
  #folded: FoldedLayer | null = null;
  #width: number;
  #gutter = 0;

  constructor(container: HTMLElement, trace: Trace, options: DiagramOptions) {
    const doc = container.ownerDocument;
    mounted += 1;
    const prefix = `handshake-${mounted}`;
    this.#container = container;
    this.#trace = trace;
    this.#options = options;
    this.#measurer = makeMeasurer(container);
    this.#width = this.#readWidth();
    this.#numbering = numberingOf(trace);
    this.#scene = layout(trace, this.#width, options.words, this.#measurer.measure);
    this.#timeline = timelineOf(this.#scene, trace.packets.length);
    this.#state = firstState(trace, this.#scene, this.#timeline, options);
    this.#skeleton = makeSkeleton(doc, prefix);
    this.#panels = new Panels(this.#skeleton);
    this.#stage = new Stage(this.#skeleton, prefix, {
      close: () => { this.#dispatch({ kind: "select", packet: null }); },
      turn: (by) => { this.#dispatch({ kind: "select-next", by }); },
    });
    this.#transport = makeTransport(doc, (action) => { this.#dispatch(action); });
    this.#ticker = makeTicker(() => this.element.ownerDocument.defaultView, (elapsed) => {
      this.#dispatch({ kind: "tick", elapsed, still: this.#wantsNoMotion() });
    });
    this.#skeleton.root.append(this.#transport.element, this.#skeleton.table, this.#skeleton.live);
    this.#present();
    this.#listen(doc);
    container.append(this.#skeleton.root);
    this.#fitGutter();
    this.#stage.settle();
    const scroll = options.view?.scroll ?? 0;
    if (scroll > 0) this.#stage.scroll = scroll;
    else this.#stage.reveal(this.#timeline.yOf(this.#state.at));
    if (options.view?.table === true) this.#panels.showTable(true, this.#run);
    this.#playOrRest();
  }

  get element(): HTMLElement {
    return this.#skeleton.root;
  }

  get view(): ViewState {
    const { at, playing, speed, selected } = this.#state;
    return { at, playing, speed, selected, table: this.#panels.table, scroll: this.#stage.scroll };
  }

  update(trace: Trace, options: DiagramOptions): void {
    const before = this.#timeline;
    this.#open = null;
    const same = this.#state.selected !== null && samePacket(this.#trace, trace, this.#state.selected);
    this.#trace = trace;
    this.#options = options;
    this.#numbering = numberingOf(trace);
    this.#lay();
    this.#state = {
      ...this.#state, at: carryOver(before, this.#timeline, this.#state.at), selected: same ? this.#state.selected : null,
    };
    this.#present();
    this.#fitGutter();
    if (this.#panels.table) this.#panels.showTable(true, this.#run);
  }

  seek(at: number): void {
    this.#change({ kind: "seek", at });
    this.#stage.reveal(this.#timeline.yOf(this.#state.at));
  }

  select(packet: number | null): void {
    this.#change({ kind: "select", packet });
    this.#revealSelected();
  }

  destroy(): void {
    this.#ticker.stop();
    this.#observer?.disconnect();
    this.#abort.abort();
    this.#skeleton.root.remove();
  }

  #lay(): void {
    this.#scene = layout(this.#trace, this.#width - this.#gutter, this.#options.words, this.#measurer.measure, this.#open, this.#folded);
    this.#timeline = timelineOf(this.#scene, this.#trace.packets.length);
  }

  #redraw(): void {
    this.#lay();
    this.#present();
  }

  /** Lays out anew when the bar by which a tall picture is scrolled takes room, or takes none any more. */
  #fitGutter(): void {
    const { stage } = this.#skeleton;
    const gutter = stage.classList.contains("is-tall") && stage.clientWidth > 0 ? stage.offsetWidth - stage.clientWidth : 0;
    if (gutter === this.#gutter) return;
    this.#gutter = gutter;
    this.#redraw();
  }

  /** Writes everything that depends on the run, the words or the width. */
  #present(): void {
    const { title, subtitle, stage, hint } = this.#skeleton;
    const { words } = this.#options;
    title.textContent = this.#options.title;
    writeSubtitle(subtitle, this.#options.subtitle);
    hint.textContent = words.help.hint;
    stage.setAttribute("aria-label", words.pictureLabel(this.#options.title));
    this.#panels.name(words);
    this.#skeleton.root.classList.toggle("is-without-segments", this.#folded === "segments");
    this.#stage.setScene(this.#trace, this.#scene, this.#timeline, this.#options);
    this.#panels.showLegend(this.#run, { folded: this.#folded, fold: (layer) => { this.#fold(layer); } }, this.#open !== null, () => { this.#openFlood(this.#open === null ? this.#state.at : null); });
    this.#transport.setTimeline(this.#timeline, words.transport);
    this.#stage.show(this.#state);
    this.#transport.show(this.#state);
  }

  /** What the reader or the clock does: changes the state and tells the owner. */
  #dispatch(action: PlaybackAction): void {
    if (!this.#change(action)) return;
    if (action.kind === "tick" || action.kind === "seek" || action.kind === "step" || action.kind === "home" || action.kind === "end") {
      this.#stage.reveal(this.#timeline.yOf(this.#state.at));
    }
    if (action.kind === "select-next" || action.kind === "select-here") this.#revealSelected();
    this.#speak(action);
    this.#options.onView?.(this.view);
  }

  #change(action: PlaybackAction): boolean {
    const next = reduce(this.#state, action, this.#timeline);
    if (next === this.#state) return false;
    this.#state = next;
    this.#stage.show(next);
    this.#transport.show(next);
    this.#playOrRest();
    return true;
  }

  #playOrRest(): void {
    if (this.#state.playing) this.#ticker.start();
    else this.#ticker.stop();
  }

  #revealSelected(): void {
    const arrow = this.#scene.arrows.find(({ packets }) => this.#state.selected !== null && packets.includes(this.#state.selected));
    if (arrow !== undefined) this.#stage.reveal(arrow.y2);
  }

  #speak(action: PlaybackAction): void {
    const text = sentenceFor(action, this.#state, this.#timeline, this.#run);
    if (text !== null) this.#skeleton.live.textContent = text;
  }

  #listen(doc: Document): void {
    const { signal } = this.#abort;
    listen(this.#skeleton, {
      packetUnder: (event, reach) => this.#stage.packetUnder(event, reach),
      click: (packet) => { this.#dispatch({ kind: "select", packet: packet === this.#state.selected ? null : packet }); },
      floodUnder: (event) => this.#stage.floodUnder(event),
      openFlood: (at) => { this.#openFlood(this.#open === null ? at : null); },
      hover: (packet) => { this.#stage.hover(packet, this.#state); },
      obey: (command) => this.#obey(command),
      toggleTable: () => {
        this.#panels.showTable(!this.#panels.table, this.#run);
        this.#options.onView?.(this.view);
      },
      toggleHelp: () => { this.#toggleHelp(); },
    }, signal);
    const win = doc.defaultView;
    if (win === null) return;
    win.addEventListener("beforeprint", () => { this.#stage.showAll(); }, { signal });
    if (typeof win.ResizeObserver === "function") {
      this.#observer = new win.ResizeObserver(() => { this.#fitWidth(); });
      this.#observer.observe(this.#container);
    }
    if ("fonts" in doc) doc.fonts.addEventListener("loadingdone", () => { this.#fitFonts(); }, { signal });
  }

  /** Carries a key's command out; false when there is nothing to do for it here. */
  #obey(command: KeyCommand): boolean {
    if (command.kind === "close") {
      if (this.#panels.help) this.#toggleHelp();
      else if (this.#state.selected !== null) this.#dispatch({ kind: "select", packet: null });
      else return false;
    } else if (command.kind === "help") {
      this.#toggleHelp();
    } else if (command.kind === "card") {
      this.#dispatch(this.#state.selected === null ? { kind: "select-here" } : { kind: "select", packet: null });
    } else {
      this.#dispatch(command);
    }
    return true;
  }

  /** The run as the panels tell it. */
  get #run(): PanelRun {
    return { trace: this.#trace, scene: this.#scene, numbering: this.#numbering, words: this.#options.words };
  }

  #toggleHelp(): void {
    this.#panels.showHelp(!this.#panels.help, this.#options.words);
  }

  /** Draws every packet of a flood around a time, or, with null, none of them. */
  #openFlood(at: number | null): void {
    this.#open = at === null ? null : stretchAround(this.#trace, at);
    this.#layAnew(this.#open?.from ?? this.#state.at);
  }

  /** Folds a layer away, or, with null, none. */
  #fold(layer: FoldedLayer | null): void {
    this.#folded = layer;
    this.#layAnew(this.#state.at);
  }

  /** Lays the same run out in another way; the playhead goes to a time that it had before. */
  #layAnew(at: number): void {
    const before = this.#timeline;
    this.#lay();
    this.#state = { ...this.#state, at: carryOver(before, this.#timeline, at) };
    this.#present();
    this.#fitGutter();
    this.#stage.reveal(this.#timeline.yOf(this.#state.at));
  }

  #readWidth(): number {
    const width = this.#container.clientWidth > 0 ? this.#container.clientWidth : (this.#options.width ?? USUAL_WIDTH);
    return Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, Math.floor(width)));
  }

  /** Lays out anew for another width; also the moment to notice that the theme's fonts are known now. */
  #fitWidth(): void {
    if (this.#container.clientWidth === 0) return;
    const width = this.#readWidth();
    const fonts = this.#measurer.refresh();
    if (width !== this.#width || fonts) {
      this.#width = width;
      this.#redraw();
    }
    this.#fitGutter();
    this.#stage.settle();
  }

  #fitFonts(): void {
    if (this.#measurer.refresh()) this.#redraw();
  }

  #wantsNoMotion(): boolean {
    return this.element.ownerDocument.defaultView?.matchMedia("(prefers-reduced-motion: reduce)").matches === true;
  }
}
