// What there is to say about a run: each step names a message and its values; the words themselves live in i18n.

import type { Bytes, CallError, HostId, Milliseconds, PacketLoss, TcpState, Truncation } from "../simulation/index.ts";
import type { Pair, Size } from "./pair.ts";
import type { PacketKind } from "./packets.ts";
import type { SessionValues } from "./session-values.ts";

export type { Pair } from "./pair.ts";

/** One thing worth saying, in order of time: a key, and the values that its sentences need. */
export type Step = { readonly [K in CaptionKey]: StepOf<K> }[CaptionKey];

/** A step whose key is known. */
export interface StepOf<K extends CaptionKey> {
  /** Stable within a run: the id of the event that it speaks of. */
  readonly event: number;
  /** A moment at which the sentence is true: where the playhead belongs. */
  readonly at: Milliseconds;
  /** The host that acts, or that something happens to. */
  readonly host: HostId;
  /** The packet that it speaks of, or null. */
  readonly packet: number | null;
  readonly key: K;
  readonly values: CaptionValues[K];
  /** The rule behind it; its clause is in `Trace.rules`. */
  readonly rule: string;
}

/** Every sentence that the narration can ask for; i18n has each in two voices and two languages. */
export type CaptionKey = keyof CaptionValues;

/** Numbers straight from the header; for a FIN, `seq` is the number that the FIN itself takes. */
interface Seq { readonly seq: number }
interface Ack { readonly ack: number }
/** Which datagram of its socket, or which frame of its stream, from 1. */
interface Numbered { readonly number: number }
interface Carrier { readonly protocol: "tcp" | "udp" }
/** How many datagrams were sent at the same instant, and what the program calls the bytes. */
interface Datagrams { readonly datagrams: number; readonly text: string | null }
/** Hexadecimal. */
export interface Between extends Pair { readonly server: string }
interface Cookie { readonly cookie: string }
/** How it was lost on the way from `host` to `peer`. */
interface Lost { readonly why: PacketLoss["why"] }
/** Sent again for the `count`-th time, after `time` without a new acknowledgement; `next` is how long is waited now, if told. */
interface Again { readonly time: Milliseconds; readonly count: number; readonly next: Milliseconds | null }

/** `cwnd` and `ssthresh`. */
interface Phase { readonly window: Bytes; readonly threshold: Bytes }

/** The values of each sentence. */
export interface CaptionValues extends SessionValues {
  // Opening (RFC 9293 §3.5)
  readonly "listen": { readonly host: string; readonly port: number };
  readonly "syn-sent": Pair & Seq;
  /** A SYN that asks for a cookie of Fast Open (RFC 7413 §4.2.1). */
  readonly "cookie-asked": Pair & Seq;
  /** The SYN+ACK gives the cookie. */
  readonly "cookie-given": Pair & Ack & Cookie;
  /** A SYN with a cookie and data (RFC 7413 §4.2.2). */
  readonly "syn-with-data": Pair & Seq & Size & Cookie;
  /** The data of the SYN is taken before the handshake is over. */
  readonly "syn-data-taken": Pair & Ack & Size;
  /** The data of the SYN is not taken. */
  readonly "syn-data-refused": Pair & Ack & Size;
  readonly "syn-lost": Pair & Seq & Lost;
  readonly "syn-retransmitted": Pair & Seq & Again;
  /** The listener has taken the SYN and answers SYN+ACK. */
  readonly "syn-answered": Pair & Seq & Ack;
  readonly "syn-ack-lost": Pair & Lost;
  readonly "syn-ack-retransmitted": Pair & Again;
  /** The SYN+ACK goes out again because the SYN came again. */
  readonly "syn-ack-repeated": Pair & Seq & Ack;
  /** A SYN that was answered before comes again, and the answer is an ACK (RFC 9293 §3.10.7.4: not acceptable). */
  readonly "syn-received-again": Pair & Ack;
  /** A SYN+ACK that was answered before comes again, and is answered again. */
  readonly "syn-ack-received-again": Pair & Ack;
  /** Both ends sent a SYN, and the SYNs cross. */
  readonly "simultaneous-open": Pair & Ack;
  /** After SYNs that crossed: the other's answer makes this end ESTABLISHED. */
  readonly "established-crossed": Pair & Ack;
  /** This end is ESTABLISHED; the other one not yet. */
  readonly "established-first": Pair & Seq & Ack;
  readonly "handshake-ack-lost": Pair & Lost;
  /** The second end is ESTABLISHED too, by a segment without data. */
  readonly "established-both": Pair & Ack;
  /** The second end is ESTABLISHED too, by a segment that carries data. */
  readonly "established-by-data": Pair & Ack & Size;
  // Data (RFC 9293 §3.8, RFC 6298)
  /** The first data behind a pure ACK with the same sequence number. */
  readonly "first-data-sent": Pair & Seq & Size & Burst;
  readonly "data-sent": Pair & Seq & Size & Burst;
  /** The program writes, and Nagle's algorithm lets nothing go while `bytes` are unacknowledged (RFC 9293 §3.7.4). */
  readonly "data-held-back": Pair & Size;
  readonly "data-lost": Pair & Seq & Size & Lost;
  /** By timeout. */
  readonly "data-retransmitted": Pair & Seq & Size & Again & {
    /** Whether it is a probe, sent before the retransmission timer would expire (RFC 8985 §7.3). */
    readonly probe: boolean;
  };
  /** Before the timer expired, because of what the acknowledgements said. */
  readonly "data-retransmitted-early": Pair & Seq & Size & {
    /** What `ssthresh` falls to, where this loss begins a recovery (RFC 5681 §3.2). */
    readonly threshold: Bytes | null;
  };
  /** In order, and acknowledged at once. */
  readonly "data-received": Pair & Size & Ack;
  /** In order; the acknowledgement waits. */
  readonly "data-delivered": Pair & Size;
  /** The first byte of an answer over TLS or SSH: so long after the call, and in how many round trips, each part its own. */
  readonly "first-byte": Pair & {
    readonly guard: "TLS" | "SSH"; readonly time: Milliseconds; readonly trips: number;
    readonly tcp: number; readonly security: number; readonly request: number;
  };
  /** No company came: the acknowledgement that waited goes alone. */
  readonly "delayed-ack-sent": Pair & Ack;
  /** The missing piece came, and what had been kept behind it goes to the program too. */
  readonly "gap-filled": Pair & Size;
  readonly "data-buffered": Pair & Seq & Size;
  readonly "data-duplicate": Pair & Seq & Size;
  readonly "ack-received": Pair & Ack & Size;
  readonly "duplicate-ack-received": Pair & Ack & { readonly count: number };
  readonly "ack-lost": Pair & Ack & Lost;
  // Congestion control (RFC 5681)
  /** For the first time an acknowledgement lets segments go that the window held back. */
  readonly "slow-start": Pair & { readonly before: Bytes; readonly window: Bytes };
  /** `cwnd` has reached `ssthresh`. */
  readonly "congestion-avoidance": Pair & Phase;
  readonly "window-after-timeout": Pair & Phase;
  /** What was out when the loss was noticed is acknowledged. */
  readonly "recovery-over": Pair & Phase;
  /** Nothing was sent for longer than the RTO. */
  readonly "window-after-pause": Pair & { readonly window: Bytes };
  // Flow control (RFC 9293 §3.8.6)
  /** In order and acknowledged, but the program does not read: the window shrinks. */
  readonly "data-unread": Pair & Size & Ack & { readonly window: number };
  readonly "program-reads": Pair & Size;
  /** An acknowledgement with window 0: this end may send nothing more. */
  readonly "window-closed": Pair & Ack;
  readonly "window-opened": Pair & { readonly window: number };
  /** A kernel's probe carries nothing. */
  readonly "window-probe": Pair & Seq & Size;
  /** A probe finds the window still closed. */
  readonly "probe-answered": Pair & Ack;
  // Idle connections (RFC 9293 §3.8.4)
  /** Sent after `time` without a word from the other end; `count` of them are without an answer, this one included. */
  readonly "keep-alive-probe": Pair & Seq & { readonly time: Milliseconds; readonly count: number };
  readonly "keep-alive-answered": Pair & Ack;
  // Closing (RFC 9293 §3.6)
  /** The active closer's FIN. */
  readonly "fin-sent": Pair & Seq & Size;
  readonly "fin-received": Pair & Ack;
  /** The acknowledgement of the FIN waits. */
  readonly "fin-delivered": Pair;
  /** The same FIN again, which says that its acknowledgement was lost. */
  readonly "fin-received-again": Pair & Ack;
  readonly "fin-acknowledged": Pair;
  /** The passive closer's FIN, some time after its acknowledgement of the other. */
  readonly "fin-answered": Pair & Seq & Size;
  /** The passive closer's FIN in the same segment as its acknowledgement. */
  readonly "fin-answered-at-once": Pair & Seq & Ack & Size;
  readonly "fin-lost": Pair & Seq & Lost;
  readonly "fin-retransmitted": Pair & Seq & Again;
  readonly "fin-ack-lost": Pair & Ack & Lost;
  readonly "simultaneous-close": Pair;
  /** `constant`: the time is the kernel's own, whatever the MSL. */
  readonly "time-wait": Pair & { readonly time: Milliseconds; readonly constant: boolean };
  readonly "time-wait-restarted": Pair & { readonly time: Milliseconds };
  readonly "time-wait-over": Pair;
  /** The passive closer's end of the connection is gone. */
  readonly "closed": Pair;
  readonly "closed-early": Pair & { readonly state: TcpState };
  // Resets and failures (RFC 9293 §3.5.2, §3.5.3, §3.8.3, §3.9.1)
  /** A SYN found no listener; the answer is a reset. */
  readonly "nobody-listens": Pair & Ack;
  readonly "reset-sent": Pair;
  readonly "reset-answered": Pair;
  /** Data for a program that has gone: nobody will ever read it. */
  readonly "data-unwanted": Pair;
  /** In SYN-SENT: what is acknowledged was never sent; `expected` is what would have been right. */
  readonly "reset-answered-in-syn-sent": Pair & Ack & { readonly expected: number };
  readonly "reset-lost": Pair & Lost;
  readonly "refused": Pair;
  readonly "reset-received": Pair & { readonly state: TcpState };
  /** In SYN-RECEIVED: the listener listens on. */
  readonly "reset-before-established": Pair;
  readonly "challenge-ack": Pair & Ack;
  readonly "segment-unacceptable": Pair & Seq;
  /** The last ACK of a handshake echoes a timestamp that no SYN+ACK has had. */
  readonly "echo-unknown": Pair & { readonly echo: number };
  readonly "segment-ignored": Pair & Seq;
  readonly "timed-out": Pair & { readonly state: TcpState; readonly count: number };
  readonly "call-failed": { readonly host: string; readonly call: string; readonly error: CallError };
  /** STATUS; what is not known in this state is null. */
  readonly "status-told": {
    readonly host: string; readonly port: number; readonly remote: { readonly name: string; readonly port: number } | null; readonly state: TcpState;
    readonly sendWindow: Bytes | null; readonly receiveWindow: Bytes; readonly sends: number; readonly unacknowledged: Bytes; readonly receives: number;
    readonly unread: Bytes;
  };
  /** So many SENDs, with their bytes, and RECEIVEs had waited when the connection ended. */
  readonly "calls-ended": { readonly host: string; readonly sends: number; readonly bytes: Bytes; readonly receives: number; readonly error: CallError };
  /** An urgent pointer of the peer's has come, or gone further. */
  readonly "urgent-told": Pair;
  /** R1: the program hears of so many retransmissions in vain. */
  readonly "retransmissions-told": Pair & { readonly count: number };
  /** The host has lost every connection without a word. */
  readonly "crashed": Pair;
  // Listeners under pressure (RFC 4987)
  readonly "flood-begins": Pair & { readonly count: number; readonly every: Milliseconds; readonly sources: number };
  /** All SYNs have come, and this is what became of them. */
  readonly "flood-over": Pair & { readonly count: number; readonly queued: number; readonly cookies: number; readonly dropped: number };
  readonly "syn-queue-full": { readonly host: string; readonly length: number };
  readonly "accept-queue-full": { readonly host: string; readonly length: number };
  /** An open connection waits until the program takes it. */
  readonly "connection-waits": { readonly host: string; readonly length: number };
  readonly "accepted": Pair;
  /** From here on SYNs of the flood are dropped, or answered by cookies. */
  readonly "flood-dropped": Pair;
  readonly "flood-answered-by-cookies": Pair;
  /** An honest SYN finds a queue full. */
  readonly "syn-dropped": Pair & Seq & { readonly queue: "syn" | "accept" };
  readonly "cookie-sent": Pair & Seq & Ack;
  /** The client is ESTABLISHED; the server, which has sent a cookie, knows nothing of it. */
  readonly "established-by-cookie": Pair & Seq & Ack;
  readonly "cookie-returned": Pair & Ack;
  readonly "cookie-failed": Pair & Ack;
  /** The last ACK of the handshake finds the accept queue full. */
  readonly "last-ack-ignored": Pair & Ack;
  readonly "last-ack-reset": Pair;
  /** Half-open connections leave the queue: `early`, because it is more than half full. */
  readonly "half-open-given-up": { readonly host: string; readonly early: boolean };
  // A SYN proxy (RFC 4987 §3.8); `peer` is whom it serves, `server` whom it stands before
  /** From here on SYNs of the flood are answered in the server's place. */
  readonly "flood-stopped-by-proxy": Between;
  readonly "proxy-answers": Between & Seq & Ack;
  /** The cookie is back, and a SYN goes to the server. */
  readonly "proxy-opens": Between & Seq & Ack;
  /** The server has answered with `seq`; its ACK is sent, and the peer's window opened. */
  readonly "proxy-joins": Between & Seq & Ack;
  readonly "proxy-translates": Between & { readonly field: "seq" | "ack"; readonly before: number; readonly after: number };
  readonly "proxy-refuses": Between & Ack;
  readonly "proxy-drops": Between & { readonly kind: PacketKind };
  // UDP and ICMP (RFC 768; RFC 1122 §4.1.3)
  /** A socket is open: datagrams for this port have somebody to go to. */
  readonly "socket-opened": { readonly host: string; readonly port: number };
  /** A socket that speaks with nobody else from now on; nothing is sent for it. */
  readonly "socket-connected": Pair & { readonly port: number };
  /** The first word between two hosts: no handshake before it. */
  readonly "first-datagram-sent": Pair & Numbered & Size & Datagrams;
  readonly "datagram-sent": Pair & Numbered & Size & Datagrams;
  readonly "datagram-received": Pair & Numbered & Size;
  readonly "datagram-lost": Pair & Numbered & Size & Lost;
  /** It comes behind one that was sent later. */
  readonly "datagram-overtaken": Pair & Numbered;
  /** A copy that the network made comes too, and is handed over like the first. */
  readonly "datagram-repeated": Pair & Numbered;
  /** It does not fit one packet, and IP cuts it into `count` pieces. */
  readonly "datagram-cut": Pair & Numbered & Size & { readonly count: number; readonly text: string | null };
  readonly "fragment-lost": Pair & Numbered & Lost & { readonly index: number; readonly count: number };
  /** The first piece to come waits for the others. */
  readonly "fragment-kept": Pair & Numbered & { readonly count: number; readonly time: Milliseconds };
  /** The last missing piece is there. */
  readonly "datagram-whole": Pair & Numbered & Size & { readonly count: number };
  /** The missing pieces did not come in time. */
  readonly "fragments-discarded": Pair & Numbered & { readonly time: Milliseconds; readonly told: boolean };
  /** An ICMP error that no call returns, whatever the socket. */
  readonly "error-passing": Pair;
  readonly "nobody-has-port": Pair & { readonly port: number };
  /** A kernel that has sent enough of these errors of late sends none. */
  readonly "error-withheld": Pair & { readonly port: number };
  readonly "error-lost": Pair & Lost;
  /** The socket is connected to nobody and hears of no error. */
  readonly "error-ignored": Pair;
  /** The connected socket keeps the error for the next call. */
  readonly "error-kept": Pair;
  readonly "refused-by-icmp": Pair & { readonly call: string };
  // Frames at a steady pace
  readonly "frames-begin": Pair & Size & Carrier & { readonly count: number; readonly every: Milliseconds; readonly playOut: Milliseconds | null };
  /** From this frame to the `last`, at one instant. */
  readonly "frame-late": Pair & Numbered & Carrier & { readonly last: number };
  /** What the receiver counted in the end. */
  readonly "frames-over": Pair & Carrier & {
    readonly count: number; readonly inTime: number; readonly late: number; readonly missing: number; readonly outOfOrder: number; readonly duplicates: number;
  };
  // The network and the run
  /** A segment that bears the name of `host`, but that `host` never sent. */
  readonly "injected": Pair & Seq & { readonly kind: PacketKind };
  /** One copy of several was lost. */
  readonly "copy-lost": Pair & Seq & Lost;
  readonly "packet-duplicated": Pair & Seq;
  readonly "truncated": { readonly host: string; readonly limit: Truncation["limit"]; readonly value: number };
}

/** How many segments were sent at the same instant, and what the program calls the bytes. */
interface Burst {
  readonly segments: number;
  readonly text: string | null;
}
