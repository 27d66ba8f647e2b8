// The trace tells what a connection's variables have become whenever they change, so that a reader of the trace knows them at every moment.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Stack } from "../../../src/simulation/contract/scenario.ts";
import type { VariableName } from "../../../src/simulation/contract/trace.ts";
import type { Segment, Tcb, TcpInput, TcpTimer } from "../../../src/simulation/tcp/index.ts";
import { cloneListener, createTcb, distance, settle, step } from "../../../src/simulation/tcp/index.ts";
import { TCP } from "../../support/scenario.ts";

const DELAY = 50;
const ISN = 100;
/** "Arbitrarily high" (RFC 5681 §3.1), as a trace has it. */
const UNLIMITED = 65_535 * 16_384;

type Told = Partial<Record<VariableName, number>>;

/** One end on the bench, with what its trace has told so far. */
interface End {
  tcb: Tcb;
  readonly told: Told;
}

/** The variables as the block has them. */
function actual({ snd, ends, syn }: Tcb): Told {
  return {
    rwnd: snd.wnd, flight: distance(snd.una, snd.nxt), rto: ends?.rto ?? syn?.rto ?? 0,
    ...(ends === null ? {} : { cwnd: ends.cwnd, ssthresh: Math.min(ends.ssthresh, UNLIMITED) }),
    ...(ends === null || ends.srtt === null ? {} : { srtt: ends.srtt }),
  };
}

/** Two ends that send each other data over a line that loses segments by a pattern; every difference between what is told and what is. */
function differences(stack: Stack, loses: readonly boolean[], bytes: number): string[] {
  const settings = settle({ ...TCP, sack: true, minRto: 200 }, stack, true, 10_000);
  const client: End = { tcb: createTcb(settings, "active", 1000, 80, ISN), told: {} };
  const listener = createTcb(settings, "passive", 80, 0, 0);
  step(listener, { kind: "call", call: { kind: "listen" } }, 0);
  const server: End = { tcb: cloneListener(listener, 1000, 300), told: {} };
  const line: { at: number; to: End; segment: Segment }[] = [];
  const found: string[] = [];
  let now = 0;
  let sent = 0;
  const serve = (end: End, input: TcpInput): void => {
    for (const effect of step(end.tcb, input, now).effects) {
      if (effect.kind === "variable") end.told[effect.name] = effect.value;
      if (effect.kind !== "send") continue;
      sent += 1;
      if (!(loses[sent % loses.length] ?? false)) line.push({ at: now + DELAY, to: end === client ? server : client, segment: effect.segment });
    }
    if (end.tcb.state === "CLOSED" || end.tcb.state === "LISTEN") return;
    for (const [name, value] of Object.entries(actual(end.tcb)) as [keyof Told, number][]) {
      const untold = { cwnd: 0, ssthresh: UNLIMITED, rwnd: 0, flight: 0, rto: settings.initialRto, srtt: undefined, urgent: 0 }[name];
      if (!Number.isFinite(value) || (end.told[name] ?? untold) !== value) found.push(`${String(now)}: ${name} is ${String(value)}, told ${String(end.told[name])}`);
    }
  };
  serve(client, { kind: "call", call: { kind: "connect" } });
  serve(client, { kind: "call", call: { kind: "send", bytes, text: null } });
  for (let steps = 0; steps < 400; steps += 1) {
    if (steps === 200 && client.tcb.state === "ESTABLISHED") serve(client, { kind: "call", call: { kind: "close" } });
    const [packet] = line.sort((a, b) => a.at - b.at);
    const timers = [client, server].flatMap((end) => Object.entries(end.tcb.timers).flatMap(([timer, at]) => (at === null ? [] : [{ end, timer: timer as TcpTimer, at }])));
    const [timer] = timers.sort((a, b) => a.at - b.at);
    if (packet !== undefined && (timer === undefined || packet.at <= timer.at)) {
      line.shift();
      now = packet.at;
      serve(packet.to, { kind: "segment", segment: packet.segment });
    } else if (timer !== undefined) {
      now = timer.at;
      serve(timer.end, { kind: "timer", timer: timer.timer });
    } else {
      break;
    }
  }
  return found;
}

describe.each(["textbook", "linux"] as const)("the variables of a connection, %s", (stack) => {
  it("are told whenever they change: cwnd, ssthresh, rwnd, flight, rto, srtt", () => {
    fc.assert(fc.property(
      fc.array(fc.boolean(), { minLength: 7, maxLength: 40 }).filter((loses) => loses.filter((one) => one).length * 3 < loses.length),
      fc.integer({ min: 0, max: 60_000 }),
      (loses, bytes) => {
        expect(differences(stack, loses, bytes)).toEqual([]);
      },
    ), { seed: 20_261_125, numRuns: 150 });
  });
});
