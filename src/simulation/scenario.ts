// CONTRACT IN: everything that a run depends on, as plain data. The same scenario gives the same trace, byte for byte.

import type { Bytes, Milliseconds, Ratio } from "./kernel/index.ts";

/** One run: who takes part, what lies between them, what goes wrong, and what the programs on the hosts do. */
export interface Scenario {
  readonly stack: Stack;
  readonly hosts: readonly HostSpec[];
  readonly network: NetworkSpec;
  readonly faults: readonly FaultSpec[];
  readonly script: readonly Statement[];
  /** Segments that nobody on the hosts sends: old duplicates, and what an attacker makes up. */
  readonly injections?: readonly Injection[];
  /**
   * A host that stands beside another so that two ways of sending can be compared: for the nth packet with data to either, luck is
   * the same, and scripted faults count each by itself.
   */
  readonly twin?: { readonly host: HostId; readonly of: HostId };
  /** SYNs in great number from hosts that bear other hosts' names (RFC 4987). */
  readonly floods?: readonly Flood[];
  /** Seed of every random stream of the run, an unsigned 32-bit integer. */
  readonly seed: number;
  readonly limits: Limits;
}

/** `textbook`: what the RFCs say, small numbers, no options unless asked for. `linux`: what a real kernel does. */
export type Stack = "textbook" | "linux";

/** The id of a host, as script and faults use it: `"client"`, `"server"`. */
export type HostId = string;

export interface HostSpec {
  readonly id: HostId;
  /** Shown to the reader; free text. */
  readonly name: string;
  /** Dotted IPv4 address. */
  readonly address: string;
  /** The port that this host connects from or listens on. */
  readonly port: number;
  /** No machine is there: whatever is sent to this address is lost. Injected segments may bear it. */
  readonly absent?: true;
  readonly tcp: TcpSpec;
  readonly tls?: TlsSpec;
  readonly ssh?: SshSpec;
}

/** What one host's TLS is set to, as a client and as a server; what is absent is as OpenSSL 3.0 has it. Names as the RFCs spell them. */
export interface TlsSpec {
  /** The preferred one first (RFC 8446 §4.2.1); only 1.3 and 1.2 are spoken. Absent: these two. */
  readonly versions?: readonly TlsVersion[];
  /** The preferred one first; a client sends a key share for it (RFC 8446 §4.2.7, §4.2.8). */
  readonly groups?: readonly string[];
  /** Cipher suites (RFC 8446 §B.4, RFC 5246 §A.5). */
  readonly suites?: readonly string[];
  /** The name that a client asks for (RFC 6066 §3); absent: the one in the server's certificate. */
  readonly serverName?: string;
  /** Application protocols (RFC 7301). */
  readonly alpn?: readonly string[];
  /** Absent: a server has one that it made itself, a client has none. */
  readonly certificate?: CertificateSpec;
  /** Whether a server asks its client for a certificate (RFC 8446 §4.3.2); absent: not. */
  readonly clientCertificate?: "none" | "optional" | "required";
  /** Common names of the authorities that a server names with its request. */
  readonly authorities?: readonly string[];
  /** Tickets after a full handshake of 1.3 (RFC 8446 §4.6.1); absent: 2. */
  readonly tickets?: number;
  /** Whether a ticket holds the session, sealed (RFC 5077 §4); absent: it does. Otherwise it names what the server keeps. */
  readonly stateless?: boolean;
  /** Whether 1.2 resumes by ticket (RFC 5077); absent: it does. Otherwise by session ID (RFC 5246 §7.3). */
  readonly ticketExtension?: boolean;
  /** Most early data that a server takes (RFC 8446 §4.2.10); absent: 0. */
  readonly maxEarlyData?: Bytes;
  /** A server that allows early data by its tickets and then refuses it, for fear of a replay (RFC 8446 §8). */
  readonly refusesEarlyData?: boolean;
  /** How long the program works before it writes what begins with a message of this name; absent: no time. */
  readonly work?: Readonly<Record<string, Milliseconds>>;
}

export type TlsVersion = "1.3" | "1.2" | "1.1" | "1.0";

/** A certificate, and what its receiver thinks of it. */
export interface CertificateSpec {
  /** The name in it; absent: `server.test` for a server, `client.test` for a client. */
  readonly subject?: string;
  /** Absent: ECDSA with P-256. */
  readonly key?: "ecdsa-p256" | "ecdsa-p384" | "rsa-2048" | "rsa-3072" | "rsa-4096" | "ed25519";
  /** Sizes of the certificates in DER, the own one first; absent: one that its owner signed itself. */
  readonly chain?: readonly Bytes[];
  /** Why it is not taken; absent: it is. */
  readonly problem?: "unknown-ca" | "expired" | "revoked" | "wrong-name" | "unsupported" | "bad-signature";
  /** Who shows it has not its key (RFC 8446 §4.4.3). */
  readonly forged?: boolean;
  /** How long its signatures are, where that is left to chance: 70 to 72 for ECDSA with P-256; absent: 71. */
  readonly signature?: Bytes;
}

/** What one host's SSH is set to, as a client and as a server; what is absent is as OpenSSH 9.2 has it. Names as the RFCs spell them. */
export interface SshSpec {
  /** The first line, without CR and LF (RFC 4253 §4.2). */
  readonly identification?: string;
  /** Algorithms, the preferred one first (RFC 4253 §7.1). */
  readonly kex?: readonly string[];
  readonly ciphers?: readonly string[];
  readonly macs?: readonly string[];
  /** How long the program works before it sends a message, by the message's name; `identification` is the first line's, `close` the end's. */
  readonly work?: Readonly<Record<string, Milliseconds>>;
  /** A client's: who logs in, how, by which keys and with what he types; whether the host key is the one that he knows. */
  readonly user?: string;
  readonly tries?: readonly ("publickey" | "password")[];
  readonly keys?: readonly SshKeyType[];
  readonly passwords?: readonly string[];
  readonly knownHost?: "known" | "changed";
  /** Whether the client's part of the key exchange goes out on a guess (RFC 4253 §7). */
  readonly guesses?: boolean;
  /** A server's: its host keys, what lets a user in, and how many failures end the connection (RFC 4252 §4). */
  readonly hostKeys?: readonly SshKeyType[];
  readonly methods?: readonly string[];
  readonly authorizedKeys?: readonly SshKeyType[];
  readonly authorizedKeysFile?: string;
  readonly password?: string;
  readonly maxTries?: number;
}

export type SshKeyType = "ed25519" | "ecdsa" | "rsa";

/** What one host's TCP is set to. Times in milliseconds, sizes in bytes. */
export interface TcpSpec {
  /**
   * Initial sequence number of this host's first connection, unsigned 32-bit; each further one begins 100 higher. Absent: made
   * by clock and hash (RFC 9293 §3.4.1).
   */
  readonly isn?: number;
  /** Largest segment that this host accepts (RFC 9293 §3.7.1). */
  readonly mss: Bytes;
  /** Size of the receive buffer, and so the largest window offered. Absent: 65,535; for `linux` it grows as it is needed. */
  readonly receiveBuffer?: Bytes;
  /** RTO before the first measurement (RFC 6298 §2.1). */
  readonly initialRto: Milliseconds;
  /** Lower bound of the RTO (RFC 6298 §2.4). */
  readonly minRto: Milliseconds;
  /** Upper bound of the RTO (RFC 6298 §2.5). */
  readonly maxRto: Milliseconds;
  /** How often a SYN or SYN+ACK is sent again before the attempt is given up. */
  readonly synRetries: number;
  /** How often a SYN+ACK is sent again; absent: as often as a SYN, for `linux` 5 times. */
  readonly synAckRetries?: number;
  /** How often a SYN is sent again before that without doubling the timeout; absent: 0, for `linux` 4. */
  readonly synLinearTimeouts?: number;
  /** How often data or FIN is sent again before the connection is given up (R2 of RFC 9293 §3.8.3). */
  readonly dataRetries: number;
  /** Maximum segment lifetime; TIME-WAIT lasts twice as long (RFC 9293 §3.6.1). */
  readonly msl: Milliseconds;
  /** Whether small segments wait while data is unacknowledged (RFC 9293 §3.7.4); absent: they do. */
  readonly nagle?: boolean;
  /**
   * Congestion control (RFC 5681, RFC 6582; RFC 9438 for `linux` alone); absent: NewReno, for `linux` CUBIC. `none`, for
   * `textbook` alone, sends whatever the peer's window lets go.
   */
  readonly congestion?: "none" | "newreno" | "cubic";
  /** Whether losses at the end are probed for (RFC 8985 §7), and timeouts doubted (RFC 5682); absent: not, for `linux` they are. */
  readonly tailLossProbe?: boolean;
  readonly fRto?: boolean;
  /** The send buffer that the program asks for; absent: it grows as it is needed. Only `linux` has one. */
  readonly sendBuffer?: Bytes;
  /** How long a program that has waited for room in the send buffer takes to go on; absent: no time. */
  readonly wakeUp?: Milliseconds;
  /** The initial congestion window in segments (RFC 6928); absent: 2 to 4 by their size (RFC 5681), for `linux` 10. */
  readonly initialWindow?: number;
  /** Whether timestamps are offered (RFC 7323 §3); absent: not, for `linux` they are. */
  readonly timestamps?: boolean;
  /** Whether selective acknowledgement is offered (RFC 2018); absent: not, for `linux` it is. */
  readonly sack?: boolean;
  /** Whether window scaling is offered, by the shift that the receive buffer needs (RFC 7323 §2); absent: not, for `linux` it is. */
  readonly windowScale?: boolean;
  /** Fast Open (RFC 7413): a server gives cookies and takes data with a SYN that brings one, a client asks for them; absent: off. */
  readonly fastOpen?: boolean;
  /** Probing an idle connection (RFC 9293 §3.8.4); absent: off. */
  readonly keepAlive?: KeepAlive;
  /** How long data may stay unacknowledged before the connection is aborted (RFC 9293 §3.9.1.1); absent: no such bound. */
  readonly userTimeout?: Milliseconds;
  /** How long an acknowledgement may wait for company (RFC 9293 §3.8.6.3), below 500; 0: not at all. Absent: 0, for `linux` 40. */
  readonly delayedAck?: Milliseconds;
  /**
   * How many connections may wait at a listener that says nothing of it itself: half-open ones, and open ones that are not accepted.
   * Absent: as many as come, for `linux` 4096.
   */
  readonly backlog?: number;
  /** When a listener answers SYNs by cookies (RFC 4987 §3.6); absent: `off`, for `linux` `when-full`. */
  readonly synCookies?: "off" | "when-full" | "always";
  /** Whether a connection that finds the accept queue full is reset; absent: it is not, and its last ACK is ignored. */
  readonly abortOnOverflow?: boolean;
  /** Half-open connections of a listener that answers without cookies, its last quarter kept free (`tcp_max_syn_backlog`); `linux` alone; absent: 2048. */
  readonly maxSynBacklog?: number;
}

/** When an idle connection is probed, and when it is given up. */
export interface KeepAlive {
  /** Silence before the first probe. */
  readonly idle: Milliseconds;
  /** From one probe without an answer to the next. */
  readonly interval: Milliseconds;
  /** So many probes without an answer end the connection. */
  readonly probes: number;
}

/** The network between every two hosts; both directions are alike, each with its own random stream. */
export interface NetworkSpec {
  /** Round-trip time without queueing: half of it each way. */
  readonly rtt: Milliseconds;
  /** Added to each packet's delay, uniform from 0 to this. */
  readonly jitter: Milliseconds;
  /** Bits per second; absent: sending takes no time. */
  readonly rate?: number;
  /** Packets that may wait for the link when `rate` is set; further ones are dropped. */
  readonly queue: number;
  readonly loss: Ratio;
  /** Share of packets held back by `reorderDelay`, so that later ones overtake them. */
  readonly reordering: Ratio;
  readonly reorderDelay: Milliseconds;
  readonly duplication: Ratio;
}

/** A scripted fault: of the packets sent by `from` that fit `match`, it befalls the `nth` (from 1), and those behind it up to `last`. */
export interface FaultSpec {
  readonly kind: "drop" | "delay" | "duplicate" | "corrupt";
  readonly from: HostId;
  readonly match: PacketMatch;
  readonly nth: number;
  /** The last one that it befalls, itself included; null: there is no last one; absent: the `nth` alone. */
  readonly last?: number | null;
  /** Extra delay for `delay`; distance of the copy for `duplicate`. */
  readonly by?: Milliseconds;
}

/**
 * Which packets a fault counts. Flag names mean exactly these flags besides PSH and ECN (`"SYN"` is not `"SYN+ACK"`);
 * `"ACK"` is a segment with ACK alone and no data; `"FIN"` and `"RST"` fit with or without ACK; `"data"` carries bytes of a program,
 * in a segment or a datagram; `"datagram"` is UDP, `"ICMP"` a message of ICMP.
 */
export type PacketMatch = "packet" | "SYN" | "SYN+ACK" | "ACK" | "FIN" | "RST" | "data" | "datagram" | "ICMP";

/** The control bits of a segment by name. */
export type Flag = "SYN" | "ACK" | "FIN" | "RST" | "PSH" | "URG" | "ECE" | "CWR";

/**
 * A segment that appears at the door of `to` and bears the name of `from`. Nothing befalls it on the way. Its ports are those of
 * the latest connection between the two, or else the hosts' own; where `port` is given, it is its source port, and the latest
 * connection from there is meant.
 */
export interface Injection {
  readonly from: HostId;
  readonly to: HostId;
  /** Not before this time; absent: 0. */
  readonly at?: Milliseconds;
  /** Not before this has happened. */
  readonly when?: Trigger;
  /** How long it takes on the way; absent: no time. */
  readonly after?: Milliseconds;
  readonly flags: readonly Flag[];
  /** Counted from the initial sequence number of `from`, which is 0; may be negative. */
  readonly seq: number;
  /** Counted from the initial sequence number of `to`; absent: 0 in the header. */
  readonly ack?: number;
  readonly length?: Bytes;
  readonly window?: number;
  /** The MSS option; absent: no option. */
  readonly mss?: Bytes;
  readonly port?: number;
}

/**
 * A SYN flood (RFC 4987 §2): a host sends SYNs that bear other addresses than its own and answers nothing. What such an address is
 * sent is lost where nobody has it; a host that has it answers as it must.
 */
export interface Flood {
  /** The host that sends them. */
  readonly from: HostId;
  readonly to: HostId;
  /** How many SYNs, and how long from one to the next. */
  readonly count: number;
  readonly every: Milliseconds;
  /** Not before this time; absent: 0. */
  readonly at?: Milliseconds;
  /** Not before this has happened. */
  readonly when?: Trigger;
  /** The addresses that they bear in turn, from `first` on; absent: 10.0.0.1 and on, one for each SYN. */
  readonly sources?: { readonly first: string; readonly count: number };
  /** Their source ports in turn; absent: 1024 to 65,535. */
  readonly ports?: { readonly first: number; readonly count: number };
  /** What they offer (RFC 9293 §3.7.1, RFC 2018, RFC 7323); absent: nothing. */
  readonly options?: { readonly mss?: Bytes; readonly sack?: boolean; readonly timestamps?: boolean; readonly windowScale?: number };
  /** Which of them the trace tells packet by packet, counted from 0; the others it counts. Absent: the first 1000. */
  readonly told?: { readonly first: number; readonly count: number };
}

/**
 * One line of the script. The statements of one host run in order, each when the one before it has completed: a connect
 * when the connection is established or has failed, a wait when its time is over, everything else at once. The hosts do
 * not wait for one another unless `when` or `at` says so. What needs a connection waits until the host has one; after a
 * connect that failed it is skipped, up to the next connect or listen. A host whose script never closes, shuts down or
 * aborts closes by itself when it has read to the end of file and its statements are done.
 */
export interface Statement {
  readonly host: HostId;
  /** Not before this time. */
  readonly at?: Milliseconds;
  /** Not before this has happened. */
  readonly when?: Trigger;
  readonly call: Call;
  /** Statements of one host with different numbers run side by side, each number's in order; absent: 0. */
  readonly strand?: number;
  /** The call is about the latest connection that has this port at either end; absent: about the host's latest. */
  readonly port?: number;
}

/** Something that a statement waits for. */
export type Trigger =
  | { readonly kind: "established"; readonly host: HostId }
  | { readonly kind: "received"; readonly host: HostId; readonly bytes: Bytes }
  /** So many datagrams have been read by the host's program. */
  | { readonly kind: "received-datagrams"; readonly host: HostId; readonly count: number }
  | { readonly kind: "received-fin"; readonly host: HostId }
  | { readonly kind: "closed"; readonly host: HostId };

/** What a program asks of its TCP (RFC 9293 §3.9.1), or does besides. */
export type Call =
  /**
   * `accepts`: whether the program takes the connections that come, which is the case where nothing else is said. `backlog`: how
   * many may wait to be taken (listen(2)).
   */
  | { readonly kind: "listen"; readonly accepts?: boolean; readonly backlog?: number }
  /**
   * Takes connections that wait at the listener, the longest waiting first: so many, as soon as that many wait; without `count`
   * every one from now on, one at a time with `every` between them where that is given.
   */
  | { readonly kind: "accept"; readonly count?: number; readonly every?: Milliseconds }
  /** `port`: the one to connect from, and no other. `waits`: false where the next statement does not wait for the outcome. */
  | {
      readonly kind: "connect"; readonly to: HostId; readonly port?: number; readonly waits?: boolean;
      /** Written with the call, so that the SYN may take it along (RFC 7413 §4.2). */
      readonly bytes?: Bytes; readonly text?: string;
    }
  | { readonly kind: "send"; readonly bytes: Bytes; readonly text?: string }
  | { readonly kind: "close" }
  /** Sends no more, and reads on (RFC 9293 §3.6.1). */
  | { readonly kind: "shutdown" }
  | { readonly kind: "abort" }
  /** Reads no more until told to: what arrives fills the receive buffer. */
  | { readonly kind: "stop-reading" }
  | { readonly kind: "read" }
  /** Waits until so many bytes are there and reads them. A host with such statements reads by itself only after the last of them. */
  | { readonly kind: "receive"; readonly bytes: Bytes }
  /** Switches the Nagle algorithm or keep-alive while the connection is open. */
  | { readonly kind: "set"; readonly nagle?: boolean; readonly keepAlive?: KeepAlive }
  /** The process ends: every connection is closed, and every listener; connections that were not accepted are reset. */
  | { readonly kind: "exit" }
  /** The host loses every connection and listener without a word, as by a power cut (RFC 9293 §3.5.1). */
  | { readonly kind: "crash" }
  | { readonly kind: "wait"; readonly time: Milliseconds }
  /**
   * Opens a UDP socket (RFC 768) on `port`, absent: the host's own. `to`: connected (connect(2)), so that it hears of nobody else, and of
   * ICMP errors; without it, such errors pass it by.
   */
  | { readonly kind: "open-udp"; readonly port?: number; readonly to?: HostId }
  /** Sends a datagram; where no socket is open on `fromPort` (absent: the host's own port), one is opened. `toPort`: absent, the other host's. */
  | { readonly kind: "send-datagram"; readonly to: HostId; readonly bytes: Bytes; readonly text?: string; readonly fromPort?: number; readonly toPort?: number }
  | { readonly kind: "close-udp"; readonly port?: number }
  /**
   * Opens TLS over the host's connection, and goes on once the handshake is over or has failed. From then on what the host sends and
   * receives is application data, and a close begins with close_notify. `resume`: takes an earlier session up; where this run had none, one
   * of an earlier day. `early`: sent with the first flight where the session allows it (RFC 8446 §2.3), else after the handshake.
   */
  | {
    readonly kind: "open-tls"; readonly version?: "1.3" | "1.2"; readonly resume?: true; readonly early?: { readonly bytes: Bytes; readonly text?: string };
  }
  /**
   * Logs in by SSH over the host's connection, and goes on once that is done or has failed. From then on what the host sends goes
   * through the session, and a close ends it.
   */
  | { readonly kind: "open-ssh" }
  /** Runs a command at the other end by SSH, which prints so many bytes; goes on when it has ended. */
  | { readonly kind: "run"; readonly command: string; readonly answer: Bytes }
  | FramesCall;

/**
 * Sends a stream of equal frames at a steady pace, as voice and video are sent: over the host's connection, or each in a datagram of
 * its own. Completed when the last one is handed over.
 */
export interface FramesCall {
  readonly kind: "send-frames";
  readonly over: "tcp" | "udp";
  readonly to: HostId;
  readonly bytes: Bytes;
  readonly count: number;
  readonly every: Milliseconds;
  /**
   * How long after its arrival the receiver plays the first frame that comes; each further one is due `every` later, and what is not
   * there by then is of no use. Absent: it has no clock to keep.
   */
  readonly playOut?: Milliseconds;
}

/** Bounds that end a run which would not end by itself; a run that hits one says so in `Trace.truncated`. */
export interface Limits {
  readonly events: number;
  readonly packets: number;
  readonly time: Milliseconds;
}
