// What the live region says: the step that the reader asked for, in the order in which things happen.

import type { Trace } from "../simulation/index.ts";
import { stepAt, type Playback, type PlaybackAction, type Timeline } from "./playback/index.ts";
import { bytesOf, numberedTitle, type Numbering, type SceneStep } from "./scene/index.ts";
import type { DiagramWords } from "./words.ts";

/** What the sentences speak of. */
interface SpokenRun {
  readonly trace: Trace;
  readonly numbering: Numbering;
  readonly words: DiagramWords;
}

/** More than this at one moment is not listened to. */
const MOST = 4;

/** What there is to say of what the reader has just done, or null. */
export function sentenceFor(action: PlaybackAction, { at, selected }: Playback, timeline: Timeline, { trace, numbering, words }: SpokenRun): string | null {
  if (action.kind === "step" || action.kind === "home" || action.kind === "end") {
    const step = timeline.steps[stepAt(timeline, at)];
    return step === undefined ? null : stepSentence(trace, numbering, step, words);
  }
  const turned = action.kind === "select-next" || action.kind === "select-here";
  return turned && selected !== null ? packetSentence(trace, numbering, selected, words) : null;
}

/** The sentence for one packet. */
function packetSentence(trace: Trace, numbering: Numbering, id: number, words: DiagramWords): string {
  const packet = trace.packets[id];
  if (packet === undefined) return "";
  const numbers = numbering[id] ?? null;
  const bytes = bytesOf(packet);
  const fields = [
    numberedTitle(packet),
    ...(numbers === null ? [] : [`seq=${numbers.seq}`]),
    ...(numbers === null || numbers.ack === null ? [] : [`ack=${numbers.ack}`]),
    ...(bytes > 0 ? [`len=${bytes}`] : []),
  ];
  return words.speakPacket({
    from: nameOf(trace, packet.from), to: nameOf(trace, packet.to), label: fields.join(" "),
    at: packet.sentAt, lost: packet.arrivals.length === 0 && packet.loss !== null,
  });
}

/** The sentences for a step. A step at which nothing is sent and no state changes speaks of what arrives or is lost. */
function stepSentence(trace: Trace, numbering: Numbering, step: SceneStep, words: DiagramWords): string {
  const states = step.states.map(({ host, state }) => words.speakState({ host: nameOf(trace, host), state, at: step.at }));
  const ended = step.sent.length === 0 && states.length === 0 ? [...step.arrived, ...step.lost] : [];
  const packets = [...step.sent, ...ended].map((id) => packetSentence(trace, numbering, id, words));
  return [...states, ...packets].slice(0, MOST).join(" ");
}

function nameOf(trace: Trace, host: string): string {
  return trace.hosts.find((each) => each.id === host)?.name ?? host;
}
