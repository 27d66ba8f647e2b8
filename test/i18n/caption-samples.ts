// Values for every sentence of the narration, over the whole range that a run can give.

import fc from "fast-check";
import type { CaptionKey, CaptionValues, Step } from "../../src/narration/index.ts";
import type { TcpState } from "../../src/simulation/index.ts";
import { sshSamples } from "./ssh-samples.ts";
import { tlsSamples } from "./tls-samples.ts";

/** Names as readers give them: both languages, open and closed syllables, acronyms, numbers at the end. */
export const NAMES = ["Client", "Server", "클라이언트", "서버", "구글", "내 컴퓨터", "솔민", "Google", "web 2", "NAS", "노드 3", "서버(서울)"] as const;

const name = fc.constantFrom(...NAMES);
const pair = { host: name, peer: name };
const between = { ...pair, server: name };
const number = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const seq = { seq: number };
const ack = { ack: number };
const size = { bytes: fc.integer({ min: 1, max: 100_000_000 }) };
const lost = { why: fc.constantFrom("loss" as const, "fault" as const, "queue" as const, "corrupt" as const) };
const duration = fc.oneof(fc.constantFrom(0.5, 1, 100, 254, 1000, 1139, 3000, 60_000, 120_000, 240_000), fc.integer({ min: 1, max: 86_400_000 }).map((micro) => micro / 1000));
const time = { time: duration };
const again = { ...time, count: fc.integer({ min: 1, max: 20 }), next: fc.option(duration) };
const burst = { segments: fc.integer({ min: 1, max: 40 }), text: fc.constantFrom(null, "GET / HTTP/1.1", "사진") };
const numbered = { number: fc.integer({ min: 1, max: 500 }) };
const datagrams = { datagrams: fc.integer({ min: 1, max: 40 }), text: fc.constantFrom(null, "GET / HTTP/1.1", "사진") };
const carrier = { protocol: fc.constantFrom("tcp" as const, "udp" as const) };
const some = fc.integer({ min: 0, max: 500 });
const frameCounts = { count: some, inTime: some, late: some, missing: some, outOfOrder: some, duplicates: some };
const cookie = { cookie: fc.constantFrom("74100525bbfd01aa", "d542f27a28a79105") };
const carried = { bytes: fc.constantFrom(0, 1, 120, 1460) };
const state = {
  state: fc.constantFrom<TcpState>(
    "CLOSED", "LISTEN", "SYN-SENT", "SYN-RECEIVED", "ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2", "CLOSE-WAIT", "CLOSING", "LAST-ACK", "TIME-WAIT",
  ),
};

/** Windows and buffers. */
const room = fc.integer({ min: 0, max: 1_073_725_440 });

/** What a buffer holds, and so what a window offers. */
const buffer = fc.integer({ min: 0, max: 100_000_000 });

/** Round trips, to a tenth. */
const count = fc.integer({ min: 1, max: 400 }).map((tenths) => tenths / 10);

/** How many SYNs of a flood. */
const many = fc.integer({ min: 0, max: 1_000_000 });

/** One arbitrary of values for each key. */
export const SAMPLES: { readonly [K in CaptionKey]: fc.Arbitrary<CaptionValues[K]> } = {
  "listen": fc.record({ host: name, port: fc.integer({ min: 1, max: 65_535 }) }),
  "syn-sent": fc.record({ ...pair, ...seq }),
  "syn-lost": fc.record({ ...pair, ...seq, ...lost }),
  "syn-retransmitted": fc.record({ ...pair, ...seq, ...again }),
  "syn-answered": fc.record({ ...pair, ...seq, ...ack }),
  "syn-ack-lost": fc.record({ ...pair, ...lost }),
  "syn-ack-retransmitted": fc.record({ ...pair, ...again }),
  "syn-ack-repeated": fc.record({ ...pair, ...seq, ...ack }),
  "syn-received-again": fc.record({ ...pair, ...ack }),
  "syn-ack-received-again": fc.record({ ...pair, ...ack }),
  "cookie-asked": fc.record({ ...pair, ...seq }),
  "cookie-given": fc.record({ ...pair, ...ack, ...cookie }),
  "syn-with-data": fc.record({ ...pair, ...seq, ...size, ...cookie }),
  "syn-data-taken": fc.record({ ...pair, ...ack, ...size }),
  "syn-data-refused": fc.record({ ...pair, ...ack, ...size }),
  "simultaneous-open": fc.record({ ...pair, ...ack }),
  "established-crossed": fc.record({ ...pair, ...ack }),
  "established-first": fc.record({ ...pair, ...seq, ...ack }),
  "handshake-ack-lost": fc.record({ ...pair, ...lost }),
  "established-both": fc.record({ ...pair, ...ack }),
  "established-by-data": fc.record({ ...pair, ...ack, ...size }),
  "first-data-sent": fc.record({ ...pair, ...seq, ...size, ...burst }),
  "data-sent": fc.record({ ...pair, ...seq, ...size, ...burst }),
  "data-lost": fc.record({ ...pair, ...seq, ...size, ...lost }),
  "data-retransmitted": fc.record({ ...pair, ...seq, ...size, ...again, probe: fc.boolean() }),
  "data-retransmitted-early": fc.record({ ...pair, ...seq, ...size, threshold: fc.constantFrom(null, 1072, 100_000_000) }),
  "data-received": fc.record({ ...pair, ...size, ...ack }),
  "first-byte": fc.record({ ...pair, ...time, guard: fc.constantFrom("TLS" as const, "SSH" as const), trips: count, tcp: count, security: fc.oneof(fc.constant(0), count), request: count }),
  "data-delivered": fc.record({ ...pair, ...size }),
  "delayed-ack-sent": fc.record({ ...pair, ...ack }),
  "gap-filled": fc.record({ ...pair, ...size }),
  "data-buffered": fc.record({ ...pair, ...seq, ...size }),
  "data-duplicate": fc.record({ ...pair, ...seq, ...size }),
  "ack-received": fc.record({ ...pair, ...ack, ...size }),
  "duplicate-ack-received": fc.record({ ...pair, ...ack, count: fc.integer({ min: 1, max: 40 }) }),
  "ack-lost": fc.record({ ...pair, ...ack, ...lost }),
  "data-unread": fc.record({ ...pair, ...size, ...ack, window: fc.integer({ min: 0, max: 65_535 }) }),
  "program-reads": fc.record({ ...pair, ...size }),
  "window-closed": fc.record({ ...pair, ...ack }),
  "window-opened": fc.record({ ...pair, window: fc.integer({ min: 1, max: 65_535 }) }),
  "window-probe": fc.record({ ...pair, ...seq, ...carried }),
  "keep-alive-probe": fc.record({ ...pair, ...seq, ...time, count: fc.integer({ min: 1, max: 20 }) }),
  "keep-alive-answered": fc.record({ ...pair, ...ack }),
  "data-held-back": fc.record({ ...pair, ...size }),
  "probe-answered": fc.record({ ...pair, ...ack }),
  "fin-sent": fc.record({ ...pair, ...seq, ...carried }),
  "fin-received": fc.record({ ...pair, ...ack }),
  "fin-delivered": fc.record(pair),
  "fin-received-again": fc.record({ ...pair, ...ack }),
  "fin-acknowledged": fc.record(pair),
  "fin-answered": fc.record({ ...pair, ...seq, ...carried }),
  "fin-answered-at-once": fc.record({ ...pair, ...seq, ...ack, ...carried }),
  "fin-lost": fc.record({ ...pair, ...seq, ...lost }),
  "fin-retransmitted": fc.record({ ...pair, ...seq, ...again }),
  "fin-ack-lost": fc.record({ ...pair, ...ack, ...lost }),
  "simultaneous-close": fc.record(pair),
  "time-wait": fc.record({ ...pair, ...time, constant: fc.boolean() }),
  "time-wait-restarted": fc.record({ ...pair, ...time }),
  "time-wait-over": fc.record(pair),
  "closed": fc.record(pair),
  "closed-early": fc.record({ ...pair, ...state }),
  "nobody-listens": fc.record({ ...pair, ...ack }),
  "reset-sent": fc.record(pair),
  "reset-answered": fc.record(pair),
  "data-unwanted": fc.record(pair),
  "reset-answered-in-syn-sent": fc.record({ ...pair, ...ack, expected: fc.nat() }),
  "reset-lost": fc.record({ ...pair, ...lost }),
  "refused": fc.record(pair),
  "reset-received": fc.record({ ...pair, ...state }),
  "reset-before-established": fc.record(pair),
  "challenge-ack": fc.record({ ...pair, ...ack }),
  "segment-unacceptable": fc.record({ ...pair, ...seq }),
  "segment-ignored": fc.record({ ...pair, ...seq }),
  "timed-out": fc.record({ ...pair, ...state, count: fc.integer({ min: 0, max: 20 }) }),
  "call-failed": fc.record({ host: name, call: fc.constantFrom("send", "close", "connect"), error: fc.constantFrom("connection does not exist" as const, "connection closing" as const, "message too long" as const, "port in use" as const) }),
  "status-told": fc.record({
    host: name, port: fc.integer({ min: 1, max: 65_535 }), remote: fc.option(fc.record({ name, port: fc.integer({ min: 1, max: 65_535 }) })), ...state,
    sendWindow: fc.option(buffer), receiveWindow: buffer, sends: fc.nat({ max: 500 }), unacknowledged: buffer, receives: fc.nat({ max: 20 }), unread: buffer,
  }),
  "calls-ended": fc.record({
    host: name, sends: fc.nat({ max: 500 }), receives: fc.integer({ min: 1, max: 20 }), ...size,
    error: fc.constantFrom("connection reset" as const, "connection closing" as const, "connection aborted" as const, "timed out" as const, "connection refused" as const),
  }),
  "urgent-told": fc.record(pair),
  "retransmissions-told": fc.record({ ...pair, count: fc.integer({ min: 1, max: 20 }) }),
  "slow-start": fc.record({ ...pair, before: room, window: room }),
  "congestion-avoidance": fc.record({ ...pair, window: room, threshold: room }),
  "window-after-timeout": fc.record({ ...pair, window: room, threshold: room }),
  "recovery-over": fc.record({ ...pair, window: room, threshold: room }),
  "window-after-pause": fc.record({ ...pair, window: room }),
  "flood-begins": fc.record({ ...pair, count: many, every: fc.integer({ min: 1, max: 100_000 }).map((micros) => micros / 1000), sources: fc.integer({ min: 1, max: 1_000_000 }) }),
  "flood-over": fc.record({ ...pair, count: many, queued: many, cookies: many, dropped: many }),
  "syn-queue-full": fc.record({ host: name, length: fc.integer({ min: 1, max: 65_536 }) }),
  "accept-queue-full": fc.record({ host: name, length: fc.integer({ min: 1, max: 65_536 }) }),
  "connection-waits": fc.record({ host: name, length: fc.integer({ min: 1, max: 65_536 }) }),
  "accepted": fc.record(pair),
  "flood-dropped": fc.record(pair),
  "flood-answered-by-cookies": fc.record(pair),
  "flood-stopped-by-proxy": fc.record(between),
  "proxy-answers": fc.record({ ...between, ...seq, ...ack }),
  "proxy-opens": fc.record({ ...between, ...seq, ...ack }),
  "proxy-joins": fc.record({ ...between, ...seq, ...ack }),
  "proxy-translates": fc.record({ ...between, field: fc.constantFrom("seq" as const, "ack" as const), before: fc.nat(), after: fc.nat() }),
  "proxy-refuses": fc.record({ ...between, ...ack }),
  "echo-unknown": fc.record({ ...pair, echo: fc.nat() }),
  "proxy-drops": fc.record({ ...between, kind: fc.constantFrom("RST" as const, "FIN" as const, "ACK" as const, "data" as const) }),
  "syn-dropped": fc.record({ ...pair, ...seq, queue: fc.constantFrom("syn" as const, "accept" as const) }),
  "cookie-sent": fc.record({ ...pair, ...seq, ...ack }),
  "established-by-cookie": fc.record({ ...pair, ...seq, ...ack }),
  "cookie-returned": fc.record({ ...pair, ...ack }),
  "cookie-failed": fc.record({ ...pair, ...ack }),
  "last-ack-ignored": fc.record({ ...pair, ...ack }),
  "last-ack-reset": fc.record(pair),
  "half-open-given-up": fc.record({ host: name, early: fc.boolean() }),
  "socket-opened": fc.record({ host: name, port: fc.integer({ min: 1, max: 65_535 }) }),
  "datagram-cut": fc.record({ ...pair, ...numbered, ...size, count: fc.integer({ min: 2, max: 45 }), text: datagrams.text }),
  "fragment-lost": fc.record({ ...pair, ...numbered, ...lost, index: fc.integer({ min: 1, max: 45 }), count: fc.integer({ min: 2, max: 45 }) }),
  "fragment-kept": fc.record({ ...pair, ...numbered, count: fc.integer({ min: 2, max: 45 }), time: fc.constantFrom(30_000, 60_000) }),
  "datagram-whole": fc.record({ ...pair, ...numbered, ...size, count: fc.integer({ min: 2, max: 45 }) }),
  "fragments-discarded": fc.record({ ...pair, ...numbered, time: fc.constantFrom(30_000, 60_000), told: fc.boolean() }),
  "error-passing": fc.record(pair),
  "socket-connected": fc.record({ ...pair, port: fc.integer({ min: 1, max: 65_535 }) }),
  "first-datagram-sent": fc.record({ ...pair, ...numbered, ...size, ...datagrams }),
  "datagram-sent": fc.record({ ...pair, ...numbered, ...size, ...datagrams }),
  "datagram-received": fc.record({ ...pair, ...numbered, ...size }),
  "datagram-lost": fc.record({ ...pair, ...numbered, ...size, ...lost }),
  "datagram-overtaken": fc.record({ ...pair, ...numbered }),
  "datagram-repeated": fc.record({ ...pair, ...numbered }),
  "nobody-has-port": fc.record({ ...pair, port: fc.integer({ min: 1, max: 65_535 }) }),
  "error-withheld": fc.record({ ...pair, port: fc.integer({ min: 1, max: 65_535 }) }),
  "error-lost": fc.record({ ...pair, ...lost }),
  "error-ignored": fc.record(pair),
  "error-kept": fc.record(pair),
  "refused-by-icmp": fc.record({ ...pair, call: fc.constantFrom("send", "receive") }),
  "frames-begin": fc.record({ ...pair, ...size, ...carrier, count: fc.integer({ min: 1, max: 500 }), every: duration, playOut: fc.option(duration) }),
  "frame-late": fc.record({ ...pair, ...numbered, ...carrier, last: fc.integer({ min: 1, max: 600 }) }),
  "frames-over": fc.record({ ...pair, ...carrier, ...frameCounts }),
  ...sshSamples(name),
  ...tlsSamples(name),
  "crashed": fc.record(pair),
  "injected": fc.record({ ...pair, ...seq, kind: fc.constantFrom("SYN" as const, "SYN+ACK" as const, "ACK" as const, "FIN" as const, "RST" as const, "data" as const) }),
  "packet-duplicated": fc.record({ ...pair, ...seq }),
  "copy-lost": fc.record({ ...pair, ...seq, ...lost }),
  "truncated": fc.record({ host: name, limit: fc.constantFrom("events" as const, "packets" as const, "time" as const), value: fc.integer({ min: 1, max: 86_400_000 }) }),
};

export const KEYS: readonly CaptionKey[] = Object.keys(SAMPLES).filter(isCaptionKey);

function isCaptionKey(key: string): key is CaptionKey {
  return Object.hasOwn(SAMPLES, key);
}

/** Any step with this key. */
export function anyStep(key: CaptionKey): fc.Arbitrary<Step> {
  const values: fc.Arbitrary<CaptionValues[CaptionKey]> = SAMPLES[key];
  return values.map((drawn) => {
    const step = { event: 0, at: 0, host: "client", packet: null, rule: "test", key, values: drawn };
    if (!isStep(step)) throw new Error(`no step with key ${key}`);
    return step;
  });
}

/** The key and its values come from the same row of the table, which the compiler cannot see across the union. */
function isStep(step: { readonly key: string }): step is Step {
  return Object.hasOwn(SAMPLES, step.key);
}
