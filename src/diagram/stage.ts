// The stage: the picture with what moves over it and what stands beside it, for one moment of one run.

import type { Trace } from "../simulation/index.ts";
import { captionsAt, makeCaption, numbersOf } from "./caption-view.ts";
import { makeCard } from "./card-view.ts";
import type { Caption, DiagramOptions } from "./diagram.ts";
import { flyingOver, type Flying, type Playback, type Timeline } from "./playback/index.ts";
import { cardOf, grouped, packetAt, type Arrow, type Scene } from "./scene/index.ts";
import { stackBeside } from "./side-column.ts";
import type { Skeleton } from "./skeleton.ts";
import { makePicture, type Leader, type Picture, type Range } from "./svg/index.ts";

/** A picture that would be taller scrolls inside its own frame. */
const TALL = 920;

export interface StageActions {
  closeCard(): void;
}

/** Everything that is drawn for one run at one width. */
interface Shown {
  readonly trace: Trace;
  readonly options: DiagramOptions;
  readonly scene: Scene;
  readonly timeline: Timeline;
  readonly flying: (at: number) => Flying[];
  readonly captions: readonly { readonly caption: Caption; readonly element: HTMLElement }[];
}

/** Shows scenes and states in the elements of a skeleton. */
export class Stage {
  readonly #skeleton: Skeleton;
  readonly #picture: Picture;
  readonly #actions: StageActions;
  #shown: Shown | null = null;
  #card: { readonly packet: number; readonly element: HTMLElement } | null = null;
  #open: readonly Caption[] = [];
  #hovered: number | null = null;
  #at: number | null = null;

  constructor(skeleton: Skeleton, prefix: string, actions: StageActions) {
    this.#skeleton = skeleton;
    this.#actions = actions;
    const doc = skeleton.root.ownerDocument;
    this.#picture = makePicture(doc, prefix);
    skeleton.canvas.append(this.#picture.body, skeleton.veil, this.#picture.overlay, skeleton.playhead, skeleton.side);
    skeleton.stage.append(this.#picture.head, skeleton.canvas, skeleton.hint);
    skeleton.stage.addEventListener("scroll", () => { this.#picture.show(this.#view()); }, { passive: true });
  }

  /** Draws another run, or the same at another width. */
  setScene(trace: Trace, scene: Scene, timeline: Timeline, options: DiagramOptions): void {
    const { root, stage, canvas, side, below, notice } = this.#skeleton;
    const doc = root.ownerDocument;
    root.classList.toggle("is-narrow", scene.narrow);
    root.classList.toggle("has-side", scene.side !== null);
    stage.classList.toggle("is-tall", scene.height + scene.headHeight > TALL);
    const numbers = numbersOf(options.captions);
    const captions = options.captions.map((caption) => ({
      caption,
      element: makeCaption(doc, caption, numbers.get(caption.event) ?? 1, trace.hosts.find(({ id }) => id === caption.host)?.name ?? caption.host),
    }));
    const place = scene.side === null ? below : side;
    side.replaceChildren();
    below.replaceChildren();
    below.hidden = captions.length === 0;
    place.append(...captions.map(({ element }) => element));
    for (const [name, value] of [
      ["--handshake-height", `${scene.height}px`], ["--handshake-left", `${scene.axis.line ?? scene.axis.labels + 2}px`],
      ["--handshake-side-left", `${scene.side?.x ?? scene.width}px`], ["--handshake-side-width", `${scene.side?.width ?? 0}px`],
    ] as const) canvas.style.setProperty(name, value);
    notice.hidden = trace.truncated === null;
    notice.textContent = trace.truncated === null ? "" : options.words.truncated(trace.truncated);
    this.#shown = { trace, options, scene, timeline, flying: flyingOver(scene), captions };
    this.#card = null;
    this.#open = [];
    this.#at = null;
    this.#picture.draw(scene, options.words, this.#view());
  }

  /** Shows a state of playing; a frame of playing changes the veil, the playhead and the dots, and nothing else. */
  show(state: Playback): void {
    const shown = this.#shown;
    if (shown === null) return;
    const { scene, timeline } = shown;
    if (this.#at !== state.at) {
      this.#at = state.at;
      const y = timeline.yOf(state.at);
      this.#skeleton.canvas.style.setProperty("--handshake-playhead", `${Math.round(y * 100) / 100}px`);
      this.#skeleton.badge.textContent = badgeText(state.at, scene);
      this.#picture.dots(state.at >= scene.end ? [] : shown.flying(state.at));
    }
    this.#picture.highlight(state.selected, this.#hovered);
    if (this.#showCard(shown, state) || this.#showCaptions(shown, state)) this.#arrange(shown);
  }

  /** Brings a height into view, at once. */
  reveal(y: number): void {
    const { stage } = this.#skeleton;
    if (!stage.classList.contains("is-tall")) return;
    const head = this.#shown?.scene.headHeight ?? 0;
    const height = stage.clientHeight - head;
    if (y < stage.scrollTop + 40 || y > stage.scrollTop + height - 80) stage.scrollTop = Math.max(0, y - height * 0.6);
  }

  /** The packet under a pointer, or null. */
  packetUnder(event: PointerEvent | MouseEvent, reach: number): number | null {
    const shown = this.#shown;
    if (shown === null) return null;
    const frame = this.#picture.body.getBoundingClientRect();
    const zoom = frame.width > 0 ? shown.scene.width / frame.width : 1;
    const x = (event.clientX - frame.left) * zoom;
    const y = (event.clientY - this.#skeleton.canvas.getBoundingClientRect().top) * zoom;
    return packetAt(shown.scene, x, y, reach);
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

  #view(): Range {
    const { stage } = this.#skeleton;
    const top = stage.scrollTop;
    return { top, bottom: top + Math.max(stage.clientHeight, 600) };
  }

  #showCard(shown: Shown, state: Playback): boolean {
    if ((this.#card?.packet ?? null) === state.selected) return false;
    const focused = this.#card?.element.contains(this.#skeleton.root.ownerDocument.activeElement) === true;
    this.#card?.element.remove();
    this.#card = null;
    const card = state.selected === null ? null : cardOf(shown.trace, state.selected);
    if (card !== null) {
      const { onCopy, cardFoot, words } = shown.options;
      const element = makeCard(this.#skeleton.root.ownerDocument, card, words, {
        close: () => { this.#actions.closeCard(); },
        ...(onCopy === undefined ? {} : { copy: onCopy }),
        ...(cardFoot === undefined ? {} : { foot: cardFoot }),
      });
      this.#card = { packet: card.packet, element };
      if (shown.scene.side === null) {
        this.#skeleton.below.hidden = false;
        this.#skeleton.below.prepend(element);
      } else {
        this.#skeleton.side.append(element);
      }
    } else {
      this.#skeleton.below.hidden = shown.captions.length === 0;
    }
    this.#skeleton.root.classList.toggle("has-card", this.#card !== null);
    if (focused) this.#skeleton.stage.focus({ preventScroll: true });
    return true;
  }

  #showCaptions(shown: Shown, state: Playback): boolean {
    const open = captionsAt(shown.options.captions, state.at);
    if (open.length === this.#open.length && open.every((caption, index) => caption === this.#open[index])) return false;
    this.#open = open;
    for (const { caption, element } of shown.captions) element.classList.toggle("is-open", open.includes(caption));
    return true;
  }

  /** Finds places beside the picture for the card and the open captions, and ties each to what it speaks of. */
  #arrange(shown: Shown): void {
    const { scene } = shown;
    if (scene.side === null) {
      this.#picture.leaders([]);
      return;
    }
    const { x } = scene.side;
    const items = [
      ...(this.#card === null ? [] : [{ kind: "card" as const, element: this.#card.element, anchor: anchorOfPacket(scene, this.#card.packet) }]),
      ...shown.captions.filter(({ caption }) => this.#open.includes(caption))
        .map(({ caption, element }) => ({ kind: "caption" as const, element, anchor: anchorOfCaption(scene, shown.timeline, caption) })),
    ];
    const boxes = items.map(({ element, anchor, kind }) => ({ wanted: anchor.y - (kind === "card" ? 34 : 24), height: element.offsetHeight }));
    const tops = stackBeside(boxes, 4, Math.max(scene.height - 8, ...boxes.map(({ height }) => height + 8)));
    const leaders: Leader[] = [];
    items.forEach(({ element, anchor, kind }, index) => {
      const top = tops[index] ?? null;
      element.classList.toggle("is-crowded-out", top === null);
      if (top === null) return;
      element.style.setProperty("--handshake-top", `${top}px`);
      const height = boxes[index]?.height ?? 0;
      const y = Math.max(top + 14, Math.min(top + height - 14, anchor.y + (kind === "card" ? 12 : 0)));
      if (!leaders.some((leader) => leader.kind === kind)) leaders.push({ kind, x1: anchor.x, y1: anchor.y, x2: x + 4, y2: y });
    });
    this.#picture.leaders(leaders);
  }
}

/** Where the leader of a packet begins: near its end on the side of the column, or behind the cross. */
function anchorOfPacket(scene: Scene, packet: number): { x: number; y: number } {
  const arrow = scene.arrows.find((each) => each.packets.includes(packet));
  if (arrow === undefined) return { x: scene.width / 2, y: 0 };
  if (arrow.end === "lost" && arrow.x2 > arrow.x1) {
    const word = scene.lostWords.find((each) => each.packet === arrow.packet);
    return word === undefined ? { x: arrow.x2 + 14, y: arrow.y2 } : { x: word.box.x + word.box.width / 2 + 8, y: word.box.y };
  }
  const share = arrow.x2 > arrow.x1 ? 0.86 : 0.14;
  return along(arrow, share);
}

function along(arrow: Arrow, share: number): { x: number; y: number } {
  return { x: arrow.x1 + (arrow.x2 - arrow.x1) * share, y: arrow.y1 + (arrow.y2 - arrow.y1) * share };
}

/** A technical caption speaks of its packet; an analogy is said by its host, at its lifeline. */
function anchorOfCaption(scene: Scene, timeline: Timeline, caption: Caption): { x: number; y: number } {
  if (caption.voice === "technical" && caption.packet !== null) return anchorOfPacket(scene, caption.packet);
  const speaker = scene.participants.find(({ host }) => host === caption.host);
  return { x: (speaker?.x ?? 0) + 6, y: timeline.yOf(caption.at) };
}

/** The playhead's time in the axis's unit, as exact as the run's length asks for. */
function badgeText(at: number, scene: Scene): string {
  const length = scene.end - scene.start;
  if (scene.axis.unit === "s") return grouped(at / 1000, length < 100_000 ? 2 : 1);
  return grouped(at, length < 2 ? 3 : length < 100 ? 1 : 0);
}
