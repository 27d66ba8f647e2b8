// The words of the picture in English.

import type { DiagramWords } from "../../diagram/index.ts";
import { grouped } from "../number.ts";
import { limit } from "./captions-failure.ts";
import { bytes, time } from "./values.ts";

/** English. */
export const diagram: DiagramWords = {
  silence: (length, narrow) => narrow ? `${time(length)}, compressed` : `${time(length)} of silence, compressed`,
  magnified: (factor) => `time magnified ${grouped(factor)}×`,
  lost: (why) => ({ loss: "lost", fault: "lost", queue: "queue full", corrupt: "corrupt", nobody: "nobody there" })[why],
  retransmit: () => "retransmit",
  outcome: (outcome) => ({
    "accepted": "accepted",
    "buffered": "out of order, kept", "incomplete": "kept, fragments missing",
    "duplicate": "duplicate",
    "unacceptable": "not acceptable",
    "ignored": "ignored",
    "challenge-ack": "challenge ACK",
    "reset": "answered with RST",
    "unreachable": "nobody has the port",
    "late": "too late",
    "out-of-order": "out of order",
    "twice": "the same again",
  })[outcome],
  tally: ({ count, inTime, late, missing, packets, last }) => [
    `${grouped(inTime)} of ${grouped(count)} in time`,
    ...(late > 0 ? [`${grouped(late)} too late`] : []),
    ...(missing > 0 ? [`${grouped(missing)} never came`] : []),
    `${grouped(packets)} packets${last === null ? "" : `, until ${time(last)}`}`,
  ],
  fate: (fate) => ({ queued: "queued", cookies: "cookies", dropped: "dropped", others: "others", lost: "lost" })[fate],
  queue: (queue) => ({ syn: "SYN queue", accept: "accept queue" })[queue],
  full: () => "full",
  bypassed: ["still full,", "but bypassed"],
  condition: (condition) => ({ "BACKLOG FULL": "BACKLOG FULL", "STATELESS": "STATELESS (COOKIES)" })[condition],
  spoofed: (addresses) => (addresses === 1 ? "1 spoofed IP" : `${grouped(addresses)} spoofed IPs`),
  flood: {
    rate: "Attack rate", upTo: (rate) => `0 – ${grouped(rate)} SYN/s`, halfOpen: "half-open connections", unaccepted: "not yet accepted",
    counted: (packets, groups) => `${grouped(packets)} SYNs drawn as ${groups === 1 ? "1 group" : `${grouped(groups)} groups`}`,
    open: "Show every packet", close: "Show as groups",
  },
  layers: {
    messages: "Messages", segments: "Segments", clear: "in the clear", handshakeKeys: "{ } under the handshake's keys",
    earlyKeys: "( ) under the earlier session's keys", dataKeys: "[ ] under the keys for data",
  },
  firstByte: {
    request: "Request and response",
    trips: (count) => `${grouped(count)} RTT`,
    after: (length, trips) => `First byte of the response after ${time(length)}, ${trips === 1 ? "1 round trip" : `${Number.isInteger(trips) ? "" : "as long as "}${grouped(trips)} round trips`}`,
  },
  truncated: ({ limit: name, value }) => `The run stops here: it has reached its limit of ${limit(name, value)}.`,
  isnOf: (host) => `${host} ISN`,
  time,
  card: {
    seq: "Seq", ack: "Ack", flags: "Flags", window: "Window", options: "Options", length: "Length", sent: "Sent", arrives: "Arrives",
    rule: "Rule", none: "none", close: "Close", copy: "Copy", outcome: "Outcome",
    sourcePort: "Source port", destinationPort: "Destination port", checksum: "Checksum", type: "Type", about: "About", correct: "correct", wrong: "wrong",
    message: (count, keys) => `${bytes(count)}, ${keys === null ? "in the clear" : `keys ${keys}`}`,
    withHeader: (data) => `${grouped(data)} of data and 8 of header`,
    identification: "Identification", fragmentOffset: "Fragment offset", moreFragments: "More fragments",
    inUnits: (offset) => `${grouped(offset)} × 8`, withoutHeader: "no UDP header: that is in the first fragment",
    place: (index, count) => `${grouped(index)} of ${grouped(count)}`,
  },
  transport: {
    restart: "Back to the start", back: "Step back", play: "Play", pause: "Pause", forward: "Step forward",
    scrubber: "Time", speed: "Speed", group: "Playback",
    position: (at, end) => `${time(at)} of ${time(end)}`,
  },
  table: {
    show: "Show as table", hide: "Hide table", caption: "Every packet of this run, in order of sending",
    time: "Time", from: "From", to: "To", flags: "Flags", seq: "Seq", ack: "Ack", length: "Length", outcome: "Outcome", states: "New states",
  },
  help: {
    open: "Keyboard help", title: "Keyboard", hint: "Space play · ← → step · ? help",
    keys: [
      ["Space", "Play or pause"], ["← →", "Step back or forward"], ["Home End", "Start or end"], ["[ ]", "Slower or faster"],
      ["Enter", "Open the card of the segment"], ["Esc", "Close"], ["?", "Show this help"],
    ],
    axisTitle: "Time axis",
    axis: [["▌", "What happens at one instant, in rows"], ["6×", "Time magnified"], ["▨", "A silence, compressed"]],
  },
  pictureLabel: (title) => `Sequence diagram: ${title}`,
  speakPacket: ({ from, to, label, at, lost }) => `${time(at)}: ${label} from ${from} to ${to}${lost ? ", lost" : ""}`,
  speakState: ({ host, state, at }) => `${time(at)}: ${host} is ${state}`,
};
