// The stage: the picture with what moves over it and what stands beside it, for one moment of one run.

import type { Trace } from "../simulation/index.ts";
import { Captions } from "./captions.ts";
import { makeCard, type CardActions } from "./card-view.ts";
import type { Caption, DiagramOptions } from "./diagram.ts";
import { flyingOver, type Flying, type Playback, type Timeline } from "./playback/index.ts";
import { cardOf, floodAt, grouped, packetAt, type Scene } from "./scene/index.ts";
import { stackBeside } from "./side-column.ts";
import type { Skeleton } from "./skeleton.ts";
import { makePicture, type Leader, type Picture, type Range, type Speaker } from "./svg/index.ts";

/** A picture that would be taller scrolls inside its own frame. */
const TALL = 920;
const GAP = 12;
/** A caption that the card has pushed farther away than this is not tied to what it speaks of: the line would cross half the picture. */
const FAR = 140;
/** Above the participants' row. */
const HEAD_MARGIN = 10;
/** How much is in view, until the document can tell. */
const USUAL_VIEW = 620;

/** Everything that is drawn for one run at one width. */
interface Shown {
  readonly trace: Trace;
  readonly options: DiagramOptions;
  readonly scene: Scene;
  readonly timeline: Timeline;
  readonly flying: (at: number) => Flying[];
  readonly captions: Captions;
}

/** Shows scenes and states in the elements of a skeleton. */
export class Stage {
  readonly #skeleton: Skeleton;
  readonly #picture: Picture;
  readonly #actions: Pick<CardActions, "close" | "turn">;
  #shown: Shown | null = null;
  #card: { readonly packet: number; readonly element: HTMLElement } | null = null;
  #hovered: number | null = null;
  #at: number | null = null;
  /** What of the picture is in view; kept, because asking the document for it in every frame costs a layout. */
  #view: Range = { top: 0, bottom: USUAL_VIEW };

  constructor(skeleton: Skeleton, prefix: string, actions: Pick<CardActions, "close" | "turn">) {
    this.#skeleton = skeleton;
    this.#actions = actions;
    this.#picture = makePicture(skeleton.root.ownerDocument, prefix);
    skeleton.canvas.append(this.#picture.body, skeleton.veilFrame, this.#picture.overlay, skeleton.playhead, skeleton.side);
    skeleton.stage.append(this.#picture.head, skeleton.canvas, skeleton.hint);
    skeleton.stage.addEventListener("scroll", () => {
      this.#readView();
      this.#picture.show(this.#view);
    }, { passive: true });
  }

  /** Draws another run, or the same at another width. */
  setScene(trace: Trace, scene: Scene, timeline: Timeline, options: DiagramOptions): void {
    const { root, stage, canvas, side, below, notice } = this.#skeleton;
    root.classList.toggle("is-narrow", scene.narrow);
    root.classList.toggle("has-side", scene.side !== null);
    stage.classList.toggle("is-tall", scene.height + scene.headHeight > TALL);
    side.replaceChildren();
    below.replaceChildren();
    const captions = new Captions(trace, options.captions, scene.side === null ? below : side);
    for (const [name, value] of [
      ["--handshake-height", `${scene.height}px`], ["--handshake-left", `${scene.axis.line ?? scene.axis.labels + 2}px`],
      ["--handshake-side-left", `${scene.side?.x ?? scene.width}px`], ["--handshake-side-width", `${scene.side?.width ?? 0}px`],
    ] as const) canvas.style.setProperty(name, value);
    notice.hidden = trace.truncated === null;
    notice.textContent = trace.truncated === null ? "" : options.words.truncated(trace.truncated);
    this.#shown = { trace, options, scene, timeline, flying: flyingOver(scene), captions };
    this.#card = null;
    this.#at = null;
    below.hidden = scene.side !== null || captions.isEmpty;
    this.#picture.draw(scene, options.words, this.#view);
  }

  /** Shows a state of playing; a frame of playing changes the veil, the playhead and the dots, and nothing else. */
  show(state: Playback): void {
    const shown = this.#shown;
    if (shown === null) return;
    const { scene, timeline } = shown;
    if (this.#at !== state.at) {
      this.#at = state.at;
      const y = timeline.yOf(state.at);
      for (const moved of [this.#skeleton.veil, this.#skeleton.playhead]) moved.style.setProperty("--handshake-playhead", `${String(Math.round(y * 100) / 100)}px`);
      // When all is over, nothing is yet to come: what stands below the last moment stays.
      this.#skeleton.veilFrame.hidden = state.at >= scene.end;
      this.#skeleton.badge.textContent = badgeText(state.at, scene);
      this.#picture.coverTick(y);
      this.#picture.dots(state.at >= scene.end ? [] : shown.flying(state.at));
    }
    this.#picture.highlight(state.selected, this.#hovered);
    const [card, captions] = [this.#showCard(shown, state), shown.captions.show(state.at)];
    if (captions) this.#picture.speakers(speakersOf(shown));
    if (card || captions) this.#arrange(shown);
  }

  /** Finds the places beside the picture anew, such as when the elements are in a page and have heights. */
  settle(): void {
    this.#readView();
    if (this.#shown !== null) this.#arrange(this.#shown);
  }

  /** Brings a height into view, at once. */
  reveal(y: number): void {
    const { stage } = this.#skeleton;
    if (!stage.classList.contains("is-tall")) return;
    const { top, bottom } = this.#view;
    if (y >= top + 40 && y <= bottom - 80) return;
    stage.scrollTop = Math.max(0, y - (bottom - top) * 0.6);
    this.#readView();
    this.#picture.show(this.#view);
  }

  /** How far the picture is scrolled, in pixels. */
  get scroll(): number {
    return this.#view.top;
  }

  set scroll(top: number) {
    this.#skeleton.stage.scrollTop = top;
    this.#readView();
    this.#picture.show(this.#view);
  }

  /** The packet under a pointer, or null. */
  packetUnder(event: MouseEvent, reach: number): number | null {
    const { x, y } = this.#pointOf(event);
    return this.#shown === null ? null : packetAt(this.#shown.scene, x, y, reach);
  }

  /** The time of a flood that lies under a pointer, or null. */
  floodUnder(event: MouseEvent): number | null {
    const { x, y } = this.#pointOf(event);
    return this.#shown === null ? null : floodAt(this.#shown.scene, x, y);
  }

  /** A pointer's place in the picture, whatever the page's zoom. */
  #pointOf(event: MouseEvent): { readonly x: number; readonly y: number } {
    const frame = this.#skeleton.canvas.getBoundingClientRect();
    const zoom = frame.height > 0 ? this.#skeleton.canvas.offsetHeight / frame.height : 1;
    return { x: (event.clientX - frame.left) * zoom, y: (event.clientY - frame.top) * zoom };
  }

  hover(packet: number | null, state: Playback): void {
    if (packet === this.#hovered) return;
    this.#hovered = packet;
    this.#skeleton.canvas.classList.toggle("is-over-packet", packet !== null);
    this.#picture.highlight(state.selected, packet);
  }

  /** Draws the whole run, for paper. */
  showAll(): void {
    this.#picture.showAll();
  }

  #readView(): void {
    const { stage } = this.#skeleton;
    const height = stage.clientHeight - (this.#shown?.scene.headHeight ?? 0) - HEAD_MARGIN;
    this.#view = { top: stage.scrollTop, bottom: stage.scrollTop + (height > 0 ? height : USUAL_VIEW) };
  }

  /** The stretch of the picture that the reader sees; all of it where it does not scroll. */
  #inView(height: number): Range {
    const { stage } = this.#skeleton;
    return stage.classList.contains("is-tall") ? { top: this.#view.top, bottom: Math.min(height, this.#view.bottom) } : { top: 0, bottom: height };
  }

  #showCard(shown: Shown, state: Playback): boolean {
    if ((this.#card?.packet ?? null) === state.selected) return false;
    const { root, below, side, stage } = this.#skeleton;
    const focus = this.#card?.element.contains(root.ownerDocument.activeElement) === true
      ? root.ownerDocument.activeElement?.getAttribute("data-focus") ?? ""
      : null;
    this.#card?.element.remove();
    const card = state.selected === null ? null : cardOf(shown.trace, state.selected);
    const { onCopy, cardFoot, words } = shown.options;
    this.#card = card === null ? null : {
      packet: card.packet,
      element: makeCard(root.ownerDocument, card, words, {
        ...this.#actions,
        ...(onCopy === undefined ? {} : { copy: onCopy }),
        ...(cardFoot === undefined ? {} : { foot: cardFoot }),
      }),
    };
    // Folds change its height.
    this.#card?.element.addEventListener("toggle", () => { this.settle(); }, true);
    if (this.#card !== null) (shown.scene.side === null ? below : side).prepend(this.#card.element);
    below.hidden = shown.scene.side !== null || (shown.captions.isEmpty && this.#card === null);
    root.classList.toggle("has-card", this.#card !== null);
    // What had the focus in the card has it again, if there still is such a thing.
    const again = focus === null ? null : this.#card?.element.querySelector<HTMLElement>(`[data-focus="${focus}"]:not(:disabled)`) ?? stage;
    again?.focus({ preventScroll: true });
    return true;
  }

  /** Finds places beside the picture for the card and the open captions, and ties each to what it speaks of. */
  #arrange(shown: Shown): void {
    const { scene, captions } = shown;
    if (scene.side === null) {
      this.#picture.leaders([]);
      return;
    }
    const height = Math.max(scene.height, captions.tallest(GAP) + GAP);
    this.#skeleton.canvas.style.setProperty("--handshake-height", `${height}px`);
    const view = this.#inView(height);
    this.#skeleton.canvas.style.setProperty("--handshake-card-room", `${String(Math.floor(view.bottom - view.top - 10))}px`);
    const items = [
      ...(this.#card === null ? [] : [{ kind: "card" as const, element: this.#card.element, anchor: anchorOfPacket(scene, this.#card.packet) }]),
      ...captions.open.map(({ caption, element }) => ({
        kind: caption.voice === "technical" ? "caption" as const : null, element, anchor: anchorOfCaption(scene, shown.timeline, caption),
      })),
    ];
    const boxes = items.map(({ element, anchor }) => ({ wanted: anchor.y - 24, height: element.offsetHeight }));
    const tops = stackBeside(boxes, view.top + 2, view.bottom - 8, GAP);
    const leaders: Leader[] = [];
    items.forEach(({ element, anchor, kind }, index) => {
      const top = tops[index] ?? null;
      element.classList.toggle("is-crowded-out", top === null);
      if (top === null) return;
      element.style.setProperty("--handshake-top", `${Math.round(top)}px`);
      const height = boxes[index]?.height ?? 0;
      const y = Math.max(top + 16, Math.min(top + height - 16, anchor.y + (anchor.level ? 0 : 30)));
      if (kind === "card" || (kind === "caption" && Math.abs(y - anchor.y) <= FAR)) leaders.push({ kind, x1: anchor.x, y1: anchor.y, x2: scene.side?.x ?? 0, y2: y });
    });
    this.#picture.leaders(leaders);
  }
}

/** Where a leader begins; a level one need not pass below the name of a state. */
interface Anchor {
  readonly x: number;
  readonly y: number;
  readonly level: boolean;
}

/** Where the leader of a packet begins: near its end on the side of the column, or behind the word of its loss. */
function anchorOfPacket(scene: Scene, packet: number): Anchor {
  const arrow = scene.arrows.find((each) => each.packets.includes(packet));
  if (arrow === undefined) return { x: scene.width / 2, y: 0, level: true };
  if (arrow.end === "lost" && arrow.x2 > arrow.x1) {
    const word = scene.lostWords.find((each) => each.packet === arrow.packet);
    return word === undefined
      ? { x: arrow.x2 + 14, y: arrow.y2, level: true }
      : { x: word.box.x + word.box.width / 2 + 6, y: word.box.y, level: true };
  }
  const share = arrow.x2 > arrow.x1 ? 0.88 : 0.12;
  return { x: arrow.x1 + (arrow.x2 - arrow.x1) * share, y: arrow.y1 + (arrow.y2 - arrow.y1) * share, level: false };
}

/** A caption stands by its packet, or by the moment of its host's lifeline. */
function anchorOfCaption(scene: Scene, timeline: Timeline, caption: Caption): Anchor {
  if (caption.packet !== null) return anchorOfPacket(scene, caption.packet);
  const host = scene.participants.find((participant) => participant.host === caption.host);
  return { x: (host?.x ?? 0) + 8, y: timeline.yOf(caption.at) + 18, level: true };
}

/** Who speaks now, and where. */
function speakersOf({ scene, timeline, captions }: Shown): Speaker[] {
  return captions.open.flatMap(({ caption }) => {
    const speaker = caption.voice === "analogy" ? scene.participants.find(({ host }) => host === caption.host) : undefined;
    return speaker === undefined ? [] : [{ host: speaker.host, x: speaker.x, y: timeline.yOf(caption.at) }];
  });
}

/** The playhead's time in the axis's unit, as exact as the run's length asks for. */
function badgeText(at: number, scene: Scene): string {
  if (scene.axis.unit === "s") return grouped(at / 1000, at < 10_000 ? 3 : at < 100_000 ? 2 : 1);
  if (at >= 100_000) return `${grouped(at / 1000, 1)} s`;
  return grouped(at, scene.end < 2 ? 3 : scene.end < 100 ? 1 : 0);
}
