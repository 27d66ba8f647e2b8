// A run told from its events: one step for each that is worth a sentence, in order of time.

import type { Trace, TraceEvent } from "../simulation/index.ts";
import { tellCalls } from "./calls.ts";
import { tellClosing } from "./closing.ts";
import { CongestionStory } from "./congestion.ts";
import { tellDatagrams } from "./datagrams.ts";
import { tellFailure } from "./failure.ts";
import { FirstByteStory } from "./first-byte.ts";
import { FloodStory } from "./floods.ts";
import { tellFrames } from "./frames.ts";
import { tellIdle } from "./idle.ts";
import { Memory, step } from "./memory.ts";
import { isCarriage, tellMessages } from "./messages.ts";
import { tellOpening } from "./opening.ts";
import { tellOutside } from "./outside.ts";
import { ProxyStory } from "./proxy.ts";
import type { Step } from "./step.ts";
import { tellTransfer } from "./transfer.ts";
import { tellWindow } from "./window.ts";

/** In order of precedence: an event is told once, by the first that has a word for it. */
const TELLERS = [tellOutside, tellMessages, tellFrames, tellDatagrams, tellOpening, tellClosing, tellIdle, tellWindow, tellTransfer, tellCalls, tellFailure] as const;

/** Everything worth telling about a run. Nothing is taken from anywhere but its events, packets and rules. */
export function narrate(trace: Trace): readonly Step[] {
  const memory = new Memory(trace);
  const floods = new FloodStory(trace);
  const proxy = new ProxyStory(trace);
  const firstBytes = new FirstByteStory(trace);
  const congestion = new CongestionStory(trace);
  const steps: Step[] = [];
  for (const event of trace.events) {
    const between = proxy.tell(event, memory);
    const crowd = between === undefined ? floods.tell(event, memory) : between;
    const phase = congestion.tell(event, memory);
    const told = (crowd === undefined ? tell(event, memory) : crowd) ?? firstBytes.tell(event, memory) ?? floods.meanwhile(event, memory) ?? phase;
    if (told !== null) append(steps, told);
    memory.note(event);
  }
  const last = trace.events.at(-1);
  if (trace.truncated !== null && last !== undefined) {
    const { limit, value } = trace.truncated;
    steps.push(step(last, "truncated", null, { host: memory.name(last.host), limit, value }));
  }
  return steps;
}

function tell(event: TraceEvent, memory: Memory): Step | null {
  for (const teller of TELLERS) {
    const told = teller(event, memory);
    if (told !== null) return isCarriage(told, event, memory) ? null : told;
  }
  return null;
}

/** Segments that leave, arrive or are acknowledged in the same breath are told together, where the first of them is told. */
function append(steps: Step[], told: Step): void {
  for (let index = steps.length - 1; index >= 0; index -= 1) {
    const before = steps[index];
    if (before === undefined || before.at !== told.at) break;
    const joined = before.host === told.host ? join(before, told, index === steps.length - 1) : null;
    if (joined === null) continue;
    steps[index] = joined;
    return;
  }
  steps.push(told);
}

/** Both steps as one, or null. `adjacent` says that nothing was told between them. */
function join(before: Step, told: Step, adjacent: boolean): Step | null {
  if ((before.key === "data-sent" || before.key === "first-data-sent") && told.key === "data-sent") {
    const text = before.values.text === told.values.text ? before.values.text : null;
    const values = { ...before.values, bytes: before.values.bytes + told.values.bytes, text, segments: before.values.segments + told.values.segments };
    return before.key === "data-sent" ? { ...before, values } : { ...before, values };
  }
  if (before.key === "data-received" && told.key === "data-received") {
    return { ...before, values: { ...told.values, bytes: before.values.bytes + told.values.bytes } };
  }
  if (before.key === "data-delivered" && told.key === "data-delivered") {
    return { ...before, values: { ...told.values, bytes: before.values.bytes + told.values.bytes } };
  }
  if (before.key === "data-buffered" && told.key === "data-buffered") {
    return { ...before, values: { ...before.values, bytes: before.values.bytes + told.values.bytes } };
  }
  if (before.key === "ack-received" && told.key === "ack-received") {
    return { ...before, values: { ...told.values, bytes: before.values.bytes + told.values.bytes } };
  }
  if (before.key === "frame-late" && told.key === "frame-late") return { ...before, values: { ...before.values, last: told.values.last } };
  if ((before.key === "datagram-sent" || before.key === "first-datagram-sent") && told.key === "datagram-sent") {
    const text = before.values.text === told.values.text ? before.values.text : null;
    const values = { ...before.values, bytes: before.values.bytes + told.values.bytes, text, datagrams: before.values.datagrams + 1 };
    return before.key === "datagram-sent" ? { ...before, values } : { ...before, values };
  }
  if (adjacent && before.key === "tls-ticket-given" && told.key === "tls-ticket-given") {
    return { ...before, values: { ...before.values, count: before.values.count + 1 } };
  }
  if (before.key === "calls-ended" && told.key === "calls-ended" && before.values.error === told.values.error) {
    const { sends, bytes, receives } = told.values;
    return { ...before, values: { ...before.values, sends: before.values.sends + sends, bytes: before.values.bytes + bytes, receives: before.values.receives + receives } };
  }
  if (before.key === "data-held-back" && told.key === "data-held-back") return before;
  // The third of them sets something off; what is told then stands between those before and those after.
  if (adjacent && before.key === "duplicate-ack-received" && told.key === "duplicate-ack-received") return { ...before, values: told.values };
  return null;
}
