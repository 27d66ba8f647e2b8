// What a step of TCP asks its host for, carried out: segments go out, timers are set, bytes and news reach the program.

import type { Bytes } from "../kernel/index.ts";
import { cancelTimer, setTimer } from "../kernel/index.ts";
import type { TcpState } from "../contract/index.ts";
import type { Moment } from "../recording/index.ts";
import type { Turn } from "../tcp/index.ts";
import { SYN } from "../tcp/index.ts";
import { timerOf } from "./endpoint-timer.ts";
import type { FastOpenCookies } from "./fast-open-cookies.ts";
import type { StreamHost } from "./stream-host.ts";
import type { Audience, Endpoint, HostView, World } from "./world.ts";

/** What the host of an endpoint has and does for it. */
export interface EffectsHost extends HostView {
  readonly audience: Audience | null;
  readonly programs: StreamHost;
  readonly fastOpen: FastOpenCookies;
  /** The program has got so many bytes. */
  received(endpoint: Endpoint, bytes: Bytes, event: number): void;
  /** The endpoint has entered a state, which it may have left again by now. */
  stateChanged(endpoint: Endpoint, to: TcpState, event: number): void;
  moment(endpoint: number | null, cause: number | null, rule: string): Moment;
}

type Effect = Turn["effects"][number];
type Deliver = Extract<Effect, { readonly kind: "deliver" }>;
type Send = Extract<Effect, { readonly kind: "send" }>;

/** Carries out what a step asked for. Everything that it brings about has the step's own event as its cause. */
export function carryOut(host: EffectsHost, world: World, endpoint: Endpoint, turn: Turn, cause: number): void {
  const { recorder } = endpoint;
  for (const effect of turn.effects) {
    switch (effect.kind) {
      case "send":
        send(host, world, endpoint, effect, cause);
        break;
      case "timer-set": {
        const slot = timerOf(endpoint, effect.timer);
        slot.setBy = recorder.timerSet(host.moment(endpoint.id, cause, effect.rule), effect.timer, effect.due);
        setTimer(world.scheduler, slot, effect.due);
        break;
      }
      case "timer-cancel":
        recorder.timerCancel(host.moment(endpoint.id, cause, effect.rule), effect.timer);
        cancelTimer(timerOf(endpoint, effect.timer));
        break;
      case "state":
        host.stateChanged(endpoint, effect.to, recorder.state(host.moment(endpoint.id, cause, effect.rule), effect.from, effect.to));
        break;
      case "deliver":
        deliver(host, world, endpoint, effect, host.moment(endpoint.id, cause, effect.rule));
        break;
      case "result": {
        const event = recorder.result(host.moment(endpoint.id, cause, effect.rule), effect.call, effect.outcome, effect.about);
        if (effect.call === "connect") host.audience?.connected(endpoint, effect.outcome === "ok", event);
        break;
      }
      case "status":
        recorder.status(host.moment(endpoint.id, cause, effect.rule), effect.status);
        break;
      case "signal":
        recorder.signal(host.moment(endpoint.id, cause, effect.rule), effect.signal);
        break;
      case "cookie":
        if (typeof endpoint.peer === "string") host.fastOpen.keep(endpoint.peer, effect.cookie, effect.mss);
        break;
      case "variable":
        recorder.variable(host.moment(endpoint.id, cause, effect.rule), effect.name, effect.value);
        break;
    }
  }
}

function send(host: EffectsHost, world: World, endpoint: Endpoint, { segment, retransmission, rule }: Send, cause: number): void {
  if (endpoint.peer === null) return;
  if (retransmission && (segment.flags & SYN) !== 0) world.recorder.count(host.id, "TCPSynRetrans");
  world.transmit(host, endpoint.peer, endpoint.id, { protocol: "tcp", segment }, retransmission, cause, rule, endpoint.cover);
}

/** Bytes, or the end of the stream: they go to the program that speaks over the connection, or else to the script's own. */
function deliver(host: EffectsHost, world: World, endpoint: Endpoint, { offset, bytes, fin }: Deliver, moment: Moment): void {
  const event = endpoint.recorder.deliver(moment, offset, bytes, fin);
  const taken = host.programs.delivered(endpoint, offset, bytes, fin, event);
  if (!taken) host.received(endpoint, bytes, event);
  if (fin) {
    host.progress.fin = event;
    endpoint.progress.fin = event;
    if (!taken) host.audience?.endOfFile(endpoint, event);
  }
  if (endpoint.peer !== null && world.streams.any) world.streams.read(host.id, endpoint.id, endpoint.peer, offset + bytes, moment.at, event);
  world.progressed();
}
