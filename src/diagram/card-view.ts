// The card of the selected packet as HTML: field by field, with the reasons of seq and ack.

import { formatCitation, type TraceFragment } from "../simulation/index.ts";
import { makeCardMessages } from "./card-messages.ts";
import { makeElement, makeIcon, type IconName } from "./playback/index.ts";
import { exactTime, grouped, type Card, type CardNumber, type DatagramCard, type SegmentCard } from "./scene/index.ts";
import type { DiagramWords } from "./words.ts";

/** What a reader can do with the card. */
export interface CardActions {
  close(): void;
  /** To the segment before (-1) or after (1) this one. */
  turn(by: 1 | -1): void;
  /** Takes the card as text; absent where there is nowhere to copy to. */
  readonly copy?: (text: string) => void;
  readonly foot?: (foot: HTMLElement, packet: number) => void;
}

/** Bytes that the header of UDP takes (RFC 768). */
const UDP_HEADER = 8;

interface Field {
  readonly key: string;
  readonly value: string;
  readonly why: string | null;
  readonly prose?: boolean;
}

/** Builds the card. */
export function makeCard(doc: Document, card: Card, words: DiagramWords, actions: CardActions): HTMLElement {
  const element = makeElement(doc, "section", "handshake-card");
  element.setAttribute("aria-label", `${card.title}, ${card.from} → ${card.to}`);
  const fields = fieldsOf(card, words);

  const close = makeButton(doc, "close", words.card.close, () => { actions.close(); });
  const previous = makeButton(doc, "previous", words.card.previous ?? words.transport.back, () => { actions.turn(-1); });
  const next = makeButton(doc, "next", words.card.next ?? words.transport.forward, () => { actions.turn(1); });
  previous.disabled = card.index <= 1;
  next.disabled = card.index >= card.count;
  const way = makeElement(doc, "span", "handshake-card-way", `${card.from} → ${card.to}`);
  const place = makeElement(doc, "span", "handshake-card-place", words.card.place(card.index, card.count));
  const head = makeElement(doc, "header", "handshake-card-head",
    makeElement(doc, "strong", "handshake-card-title", card.title), makeElement(doc, "span", "handshake-card-between", way, place, makeElement(doc, "span", "handshake-card-turn", previous, next)), close);

  const list = makeElement(doc, "dl", "handshake-card-fields");
  for (const field of fields) {
    const value = makeElement(doc, "dd", field.prose === true ? "is-prose" : "", makeElement(doc, "span", "handshake-card-value", field.value));
    if (field.why !== null) value.append(makeElement(doc, "span", "handshake-card-why", field.why));
    list.append(makeElement(doc, "dt", field.prose === true ? "is-prose" : "", field.key), value);
  }
  element.append(head, list);
  if (card.protocol === "tcp" && card.messages.length > 0) element.append(makeCardMessages(doc, card.messages, words));

  const foot = makeElement(doc, "footer", "handshake-card-foot");
  const { copy } = actions;
  if (copy !== undefined) {
    const button = makeElement(doc, "button", "handshake-card-copy", words.card.copy);
    button.type = "button";
    button.dataset["focus"] = "card-copy";
    button.addEventListener("click", () => copy(cardText(card, fields)));
    foot.append(button);
  }
  actions.foot?.(foot, card.packet);
  if (foot.childNodes.length > 0) element.append(foot);
  return element;
}

function makeButton(doc: Document, icon: IconName, label: string, onClick: () => void): HTMLButtonElement {
  const button = makeElement(doc, "button", `handshake-button handshake-card-${icon}`, makeIcon(doc, icon));
  button.type = "button";
  button.dataset["focus"] = `card-${icon}`;
  button.setAttribute("aria-label", label);
  button.addEventListener("click", onClick);
  return button;
}

function fieldsOf(card: Card, words: DiagramWords): Field[] {
  const names = words.card;
  const arrives = card.arrivals.length > 0
    ? card.arrivals.map((at) => exactTime(at)).join(", ")
    : card.loss !== null ? words.lost(card.loss) : names.none;
  const outcomes = card.outcomes.filter((outcome) => outcome !== "accepted").map((outcome) => words.outcome(outcome));
  return [
    ...ownFields(card, words),
    { key: names.sent, value: exactTime(card.sentAt), why: card.retransmissionOf === null ? null : `↻ ${words.retransmit()}` },
    { key: names.arrives, value: arrives, why: null },
    ...(outcomes.length === 0 ? [] : [{ key: names.outcome, value: outcomes.join(", "), why: null, prose: true }]),
    ...(card.rule === null ? [] : [{ key: names.rule, value: formatCitation(card.rule), why: null, prose: true }]),
  ];
}

/** The fields of the header, and what stands behind it. */
function ownFields(card: Card, words: DiagramWords): Field[] {
  const names = words.card;
  switch (card.protocol) {
    case "tcp":
      return segmentFields(card, words);
    case "udp":
      return [
        ...(card.fragment === null ? [] : fragmentFields(card.fragment, words)),
        ...(card.fragment !== null && card.fragment.offset > 0 ? [] : headerOfDatagram(card, words)),
      ];
    case "icmp":
      return [{ key: names.type, value: card.type, why: null, prose: true }, { key: names.about, value: card.about, why: null }];
  }
}

/** Where IP has cut the datagram (RFC 791 §3.1). */
function fragmentFields({ identification, offset, length, index, count }: TraceFragment, { card: names }: DiagramWords): Field[] {
  return [
    { key: names.identification, value: String(identification), why: null },
    { key: names.fragmentOffset, value: grouped(offset, 0), why: names.inUnits(offset / 8) },
    { key: names.moreFragments, value: index < count ? "1" : "0", why: null },
    { key: names.length, value: grouped(length, 0), why: offset === 0 ? null : names.withoutHeader },
  ];
}

/** UDP's own header. */
function headerOfDatagram(card: DatagramCard, words: DiagramWords): Field[] {
  const names = words.card;
  return [
    { key: names.sourcePort, value: String(card.sourcePort), why: null },
    { key: names.destinationPort, value: String(card.destinationPort), why: null },
    {
      key: names.length, value: grouped(card.length + UDP_HEADER, 0),
      why: `${names.withHeader(card.length)}${card.text === null ? "" : ` “${card.text}”`}`,
    },
    { key: names.checksum, value: card.loss === "corrupt" ? names.wrong : names.correct, why: null },
  ];
}

function segmentFields(card: SegmentCard, words: DiagramWords): Field[] {
  const names = words.card;
  return [
    { key: names.seq, value: String(card.seq.value), why: whyText(card.seq, words) },
    ...(card.ack === null ? [] : [{ key: names.ack, value: String(card.ack.value), why: whyText(card.ack, words) }]),
    { key: names.flags, value: card.flags.join(" ") || names.none, why: null },
    ...(card.length === 0 ? [] : [{ key: names.length, value: grouped(card.length, 0), why: card.text === null ? null : `“${card.text}”` }]),
    { key: names.window, value: grouped(card.window, 0), why: null },
    ...(card.options === "" ? [] : [{ key: names.options, value: card.options, why: null }]),
  ];
}

function whyText(number: CardNumber, words: DiagramWords): string | null {
  if (number.why === null) return null;
  return number.why.kind === "isn" ? words.isnOf(number.why.name) : number.why.terms.join(" + ");
}

function cardText(card: Card, fields: readonly Field[]): string {
  const lines = fields.map(({ key, value, why }) => `${key}: ${value}${why === null ? "" : ` (${why})`}`);
  return [`${card.title} ${card.from} → ${card.to}`, ...lines].join("\n");
}
