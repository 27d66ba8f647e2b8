// The names of the block's values in English.

import type { ParameterWords } from "../parameter-words.ts";

/** English. */
export const parameters: ParameterWords = {
  stack: { label: "Stack", description: "Whose rules TCP follows: textbook: those of the RFCs alone; linux: what a Linux kernel does." },
  network: {
    "rtt": { label: "RTT", description: "Round-trip time of the network: half of it each way." },
    "jitter": { label: "Jitter", description: "Longest extra delay of a packet; each gets a random share of it." },
    "rate": { label: "Rate", description: "Bits per second that a link carries; unlimited: sending takes no time." },
    "queue": { label: "Queue", description: "Packets that may wait for the link; further ones are dropped." },
    "loss": { label: "Loss", description: "Share of packets that are lost by chance." },
    "reordering": { label: "Reordering", description: "Share of packets held back, so that later ones overtake them." },
    "reorder-delay": { label: "Reordering delay", description: "How long such a packet is held back." },
    "duplication": { label: "Duplication", description: "Share of packets that arrive twice." },
    "seed": { label: "Seed", description: "Where chance begins: the same seed gives the same run." },
  },
  host: {
    "name": (host) => ({ label: `${host} name`, description: "The name in the picture." }),
    "address": (host) => ({ label: `${host} address`, description: "The IPv4 address in the picture; nothing is ever sent to it." }),
    "port": (host) => ({ label: `${host} port`, description: "The port to connect from, or to listen on." }),
    "isn": (host) => ({ label: `${host} ISN`, description: "Initial sequence number; auto: made by clock and hash." }),
    "mss": (host) => ({ label: `${host} MSS`, description: "Largest number of bytes in a segment to this host." }),
    "receive-buffer": (host) => ({ label: `${host} receive buffer`, description: "Bytes that this host can keep, and so the largest window that it offers." }),
    "initial-rto": (host) => ({ label: `${host} initial RTO`, description: "Retransmission timeout before anything was measured." }),
    "min-rto": (host) => ({ label: `${host} minimum RTO`, description: "The retransmission timeout is never shorter." }),
    "max-rto": (host) => ({ label: `${host} maximum RTO`, description: "The retransmission timeout never doubles beyond this." }),
    "syn-retries": (host) => ({ label: `${host} SYN retries`, description: "How often a SYN or SYN+ACK is sent again before the host gives up." }),
    "data-retries": (host) => ({ label: `${host} data retries`, description: "How often data or a FIN is sent again before the host gives up." }),
    "msl": (host) => ({ label: `${host} MSL`, description: "Maximum segment lifetime; TIME-WAIT lasts twice as long." }),
    "nagle": (host) => ({ label: `${host} Nagle`, description: "Whether a small segment waits while data is unacknowledged (Nagle algorithm)." }),
    "delayed-ack": (host) => ({ label: `${host} delayed ACK`, description: "How long an acknowledgement may wait for company; 0: not at all." }),
    "congestion": (host) => ({ label: `${host} congestion control`, description: "How much is sent before it is known what the network bears; cubic for linux alone; none, whatever the window lets go, for textbook alone." }),
    "initial-window": (host) => ({ label: `${host} initial window`, description: "Segments that may be sent at the start; auto: 2 to 4, by their size." }),
    "sack": (host) => ({ label: `${host} SACK`, description: "Whether acknowledgements name what has arrived beyond a gap, if both hosts want it." }),
    "timestamps": (host) => ({ label: `${host} timestamps`, description: "Whether segments carry the time, if both hosts want it: for measuring, and against old duplicates." }),
    "window-scale": (host) => ({ label: `${host} window scaling`, description: "Whether windows beyond 65535 bytes can be offered, if both hosts want it." }),
    "tail-loss-probe": (host) => ({ label: `${host} tail-loss probe`, description: "Whether the last segment is sent again as a probe before the timer expires (linux alone)." }),
    "f-rto": (host) => ({ label: `${host} F-RTO`, description: "Whether a timeout is doubted until acknowledgements confirm the loss (linux alone)." }),
    "synack-retries": (host) => ({ label: `${host} SYN+ACK retries`, description: "How often a SYN+ACK is sent again before the host gives up; auto: as often as a SYN." }),
    "syn-linear-timeouts": (host) => ({ label: `${host} linear SYN timeouts`, description: "So many SYNs are sent again before the timeout begins to double." }),
    "keep-alive": (host) => ({ label: `${host} keep-alive`, description: "Silence after which a probe asks whether the other end is still there." }),
    "keep-alive-interval": (host) => ({ label: `${host} keep-alive interval`, description: "From one such probe without an answer to the next." }),
    "keep-alive-probes": (host) => ({ label: `${host} keep-alive probes`, description: "So many probes without an answer end the connection." }),
    "user-timeout": (host) => ({ label: `${host} user timeout`, description: "How long data may stay unacknowledged before the connection is aborted." }),
  },
  choices: { textbook: "Textbook", linux: "Linux", newreno: "NewReno", cubic: "CUBIC", none: "none", on: "on", off: "off", auto: "auto", unlimited: "unlimited" },
};
