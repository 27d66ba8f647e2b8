// The run: builds hosts, network and programs from a scenario and lets time pass until nothing is left to happen.

import type { Bytes, Milliseconds } from "./kernel/index.ts";
import { invariant, Scheduler, timerExpires, toGrid } from "./kernel/index.ts";
import { Attacker, Intruder, Tally } from "./attack/index.ts";
import type { HostId, PacketLoss, PacketMatch, Scenario, Trace, Truncation } from "./contract/index.ts";
import type { Actor, Cover, Item, Packet, Passage, Peer, Station, World } from "./hosts/index.ts";
import { ByteStreams, FrameStreams, Host, ProxyHost } from "./hosts/index.ts";
import type { Affliction } from "./network/index.ts";
import { Faults } from "./network/index.ts";
import { Program } from "./programs/index.ts";
import type { Marks, Payload, Recorder } from "./recording/index.ts";
import { KeepingRecorder, packetFits, packetSize } from "./recording/index.ts";
import { Routes } from "./routes.ts";
import { RULES } from "./rules.ts";
import { addressBits, addressText } from "./synflood/index.ts";
import type { Segment } from "./tcp/index.ts";

/** Runs a scenario and tells everything that happened. The same scenario gives the same trace, byte for byte. */
export function simulate(scenario: Scenario): Trace {
  const recorder = new KeepingRecorder();
  const world = new Run(scenario, recorder);
  const truncated = world.toTheEnd();
  const streams = world.streams.list();
  const messages = recorder.messages();
  recorder.close();
  const packets = recorder.packets();
  const last = recorder.events.at(-1);
  return {
    stack: scenario.stack,
    seed: scenario.seed,
    hosts: scenario.hosts.map(({ id, name, address, port, absent }) => ({ id, name, address, port, ...(absent === true ? { absent } : {}) })),
    endpoints: recorder.endpoints,
    packets,
    events: recorder.events,
    ...(world.tallies.length === 0 ? {} : { floods: world.tallies.map((tally) => tally.account(packets, recorder.events)) }),
    ...(messages.length === 0 ? {} : { messages }),
    ...(streams.length === 0 ? {} : { streams }),
    ...(scenario.twin === undefined ? {} : { twin: scenario.twin }),
    ...(scenario.synProxy === undefined ? {} : { synProxy: { host: scenario.synProxy.host, of: scenario.synProxy.of } }),
    counters: recorder.counterTables(),
    rules: recorder.rules(RULES),
    end: last === undefined ? 0 : last.at,
    truncated,
  };
}

/** Runs a scenario before any recorder. Returns the limit that cut the run short, or null. */
export function run(scenario: Scenario, recorder: Recorder): Truncation | null {
  return new Run(scenario, recorder).toTheEnd();
}

class Run implements World {
  readonly scheduler = new Scheduler<Item>();
  readonly stack: Scenario["stack"];
  readonly seed: number;
  readonly burst: number;
  readonly mtu: Bytes | undefined;
  readonly streams: FrameStreams;
  readonly contents = new ByteStreams();
  private readonly hosts = new Map<HostId, Host>();
  /** Who has an address. */
  private readonly addresses = new Map<number, HostId>();
  readonly tallies: readonly Tally[];
  private readonly actors: readonly Actor[];
  private readonly proxy: ProxyHost | null;
  private readonly routes: Routes;
  private readonly faults: Faults | null;
  /** Counts for the twin by itself. */
  private readonly twinFaults: Faults | null;
  private news = false;

  constructor(private readonly scenario: Scenario, readonly recorder: Recorder) {
    this.stack = scenario.stack;
    this.seed = scenario.seed;
    this.burst = scenario.limits.packets;
    this.mtu = scenario.network.mtu;
    this.streams = new FrameStreams(recorder);
    this.faults = scenario.faults.length === 0 ? null : new Faults(scenario.faults, scenario.network.rtt);
    this.twinFaults = this.faults === null || scenario.twin === undefined ? null : new Faults(scenario.faults, scenario.network.rtt);
    this.proxy = this.buildProxy();
    this.routes = new Routes(scenario, (id) => (id === this.proxy?.id ? this.proxy : this.host(id)));
    const programs: Program[] = [];
    for (const spec of scenario.hosts) {
      if (spec.id === this.proxy?.id) continue;
      invariant(!this.hosts.has(spec.id), "two hosts with one id", { id: spec.id });
      const host = new Host(spec, this);
      const strands = new Set([0, ...scenario.script.flatMap((line) => (line.host === spec.id ? [line.strand ?? 0] : []))]);
      const [main, ...others] = [...strands].map((strand) => new Program(host, this, scenario.script, strand));
      host.audience = main ?? null;
      this.hosts.set(spec.id, host);
      if (spec.absent !== true) this.addresses.set(addressBits(spec.address), spec.id);
      programs.push(...(main === undefined ? [] : [main]), ...others);
    }
    // Programs that could go at the same moment go in the order of the script.
    programs.sort((a, b) => a.first - b.first);
    const intruders = (scenario.injections ?? []).map((injection) => new Intruder(injection, this));
    this.tallies = (scenario.floods ?? []).map((flood, index) => new Tally(flood, this.entrance(flood.to).id, index, recorder));
    const attackers = (scenario.floods ?? []).flatMap((flood, index) => {
      const tally = this.tallies[index];
      return tally === undefined ? [] : [new Attacker(flood, index, tally, this)];
    });
    this.actors = [...programs, ...intruders, ...attackers];
  }

  host(id: HostId): Host {
    const host = this.hosts.get(id);
    if (host === undefined) invariant(false, "no such host", { id });
    return host;
  }

  entrance(id: HostId): Station {
    return this.routes.entrance(id);
  }

  progressed(): void {
    this.news = true;
  }

  /** Lets time pass until nothing is left to happen or a limit is reached. */
  toTheEnd(): Truncation | null {
    const { scheduler, recorder } = this;
    const { events, packets, time } = this.scenario.limits;
    this.progressed();
    this.letProgramsProceed();
    for (let next = scheduler.peek(); next !== null; next = scheduler.peek()) {
      if (recorder.eventCount >= events) return { limit: "events", value: events, at: scheduler.now };
      if (recorder.packetCount >= packets) return { limit: "packets", value: packets, at: scheduler.now };
      if (next > time) return { limit: "time", value: time, at: time };
      this.happen(scheduler.take());
      this.letProgramsProceed();
    }
    return null;
  }

  transmit(
    from: Station, to: HostId, endpoint: number | null, payload: Payload, retransmission: boolean, cause: number | null, rule: string,
    under: Cover = {},
  ): void {
    const { scheduler } = this;
    const { now } = scheduler;
    const { source, destination, recorder = this.recorder, flood } = under;
    const { twin } = this.scenario;
    const besides = twin !== undefined && (to === twin.host || from.id === twin.host);
    const faults = besides ? this.twinFaults : this.faults;
    const affliction = faults === null ? null : strikeWith(faults, from.id === twin?.host ? twin.of : from.id, payload);
    const { link, target } = this.routes.find(from, to, payload.protocol === "tcp");
    const fates = link.carry(packetSize(payload), now, affliction, twin !== undefined && packetFits(payload, "data"));
    const beyond = target.id === to ? null : this.host(to).spec.address;
    const id = recorder.packet(from.id, target.id, endpoint, now, payload, retransmission, false, recorder.observed ? marksOf(under, beyond) : destination === undefined ? UNMARKED : TO_NOBODY);
    const sent = recorder.send({ at: now, host: from.id, endpoint, cause, rule }, id, fates.length);
    const bearer = source === undefined ? from.id : this.bearerOf(source);
    const packet: Packet = { id, from: from.id, to: target.id, addressee: to, payload, sent, endpoint, bearer, flood: flood ?? null, recorder };
    const nobody = destination !== undefined || target.spec.absent === true;
    if (nobody && !recorder.observed) {
      // Nobody will see when it is lost.
      recorder.drop({ at: now, host: from.id, endpoint, cause: sent, rule: "network.nobody" }, id, "nobody");
      return;
    }
    for (const fate of fates) {
      if (fate.copy) recorder.duplicate({ at: now, host: from.id, endpoint, cause: sent, rule: fate.rule }, id);
      const passage: Passage = nobody && (fate.loss === null || fate.loss === "corrupt")
        ? { kind: "passage", packet, target, loss: "nobody", rule: "network.nobody" }
        : { kind: "passage", packet, target, loss: fate.loss, rule: fate.rule };
      scheduler.schedule(fate.at, passage);
    }
  }

  launch(from: Station, to: HostId, size: Bytes, item: (loss: PacketLoss["why"] | null) => Item): void {
    const affliction = this.faults?.strike(from.id, isOfSyn) ?? null;
    for (const fate of this.routes.find(from, to, true).link.carry(size, this.scheduler.now, affliction)) this.scheduler.schedule(fate.at, item(fate.loss));
  }

  bearerOf(address: number): Peer {
    return this.addresses.get(address) ?? address;
  }

  opensSsh(host: HostId): boolean {
    return this.scenario.script.some((line) => line.host === host && line.call.kind === "open-ssh");
  }

  isFlooded(host: HostId): boolean {
    return this.scenario.floods?.some(({ to }) => to === host) ?? false;
  }

  tellsQueues(host: HostId): boolean {
    const { hosts, script } = this.scenario;
    const { backlog, synCookies = "off", abortOnOverflow = false, recyclesOldest = false } = hosts.find(({ id }) => id === host)?.tcp ?? {};
    return backlog !== undefined || synCookies === "always" || (synCookies === "when-full" && this.stack === "textbook") || abortOnOverflow || recyclesOldest
      || this.isFlooded(host) || script.some((line) => line.host === host && line.call.kind === "accept");
  }

  inject(from: HostId, to: HostId, segment: Segment, after: Milliseconds, cause: number | null): void {
    const { recorder, scheduler } = this;
    const { now } = scheduler;
    const payload: Payload = { protocol: "tcp", segment };
    const target = this.routes.entrance(to, from);
    const marks = target.id === to ? {} : { destination: this.host(to).spec.address };
    const id = recorder.packet(from, target.id, null, now, payload, false, true, marks);
    const rule = "network.injection";
    const sent = recorder.send({ at: now, host: from, endpoint: null, cause, rule }, id, 1);
    const packet: Packet = { id, from, to: target.id, addressee: to, payload, sent, endpoint: null, bearer: from, flood: null, recorder };
    scheduler.schedule(toGrid(now + after), { kind: "passage", packet, target, loss: null, rule });
  }

  private happen(item: Item): void {
    switch (item.kind) {
      case "passage": {
        const { packet, target, loss, rule } = item;
        if (loss === null) {
          target.arrive(packet);
        } else {
          // A corrupted packet is thrown away where its checksum fails; any other is lost on the way, to its sender's cost.
          const corrupt = loss === "corrupt";
          const host = corrupt ? packet.to : packet.from;
          const endpoint = corrupt ? null : packet.endpoint;
          packet.recorder.drop({ at: this.scheduler.now, host, endpoint, cause: packet.sent, rule: corrupt && packet.payload.protocol === "udp" ? "udp.checksum" : rule }, packet.id, loss);
        }
        break;
      }
      case "counted":
        item.attacker.arrive(item);
        break;
      case "timer":
        if (timerExpires(this.scheduler, item)) item.endpoint.host.expire(item);
        break;
      case "alarm":
        if (timerExpires(this.scheduler, item)) item.actor.wake();
        break;
    }
  }

  private letProgramsProceed(): void {
    while (this.news) {
      this.news = false;
      for (const actor of this.actors) actor.proceed();
    }
  }

  /** The proxy of the scenario, which is one of its hosts. */
  private buildProxy(): ProxyHost | null {
    const { synProxy, hosts } = this.scenario;
    if (synProxy === undefined) return null;
    const [proxy, server] = [hosts.find(({ id }) => id === synProxy.host), hosts.find(({ id }) => id === synProxy.of)];
    if (proxy === undefined || server === undefined) invariant(false, "a SYN proxy that is no host, or before no host", { ...synProxy });
    return new ProxyHost(proxy, server, this);
  }
}

/** Whether a SYN of a flood is of the kind that a fault counts. */
function isOfSyn(match: PacketMatch): boolean {
  return match === "SYN" || match === "packet";
}

/** What the scripted faults do to a packet. */
function strikeWith(faults: Faults, from: HostId, payload: Payload): Affliction | null {
  return faults.strike(from, (match) => packetFits(payload, match));
}

/** Where nobody looks at a packet, only this is told of it. */
const UNMARKED: Marks = {};
const TO_NOBODY: Marks = { destination: "" };

/** What the trace tells of a packet only where it is not as usual. */
function marksOf({ source, destination, flood }: Cover, beyond: string | null): Marks {
  return {
    ...(source === undefined ? {} : { source: addressText(source) }),
    ...(destination === undefined ? (beyond === null ? {} : { destination: beyond }) : { destination: addressText(destination) }),
    ...(flood === undefined ? {} : { flood }),
  };
}
