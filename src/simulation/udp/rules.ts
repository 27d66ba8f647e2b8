// Every rule of UDP and ICMP that a step can name, and the clause behind it.

import type { Citation } from "../kernel/index.ts";

const RFC_768: Citation = { document: "RFC 768" };
const RFC_1122 = (section: string): Citation => ({ document: "RFC 1122", section });
const RFC_8085 = (section: string): Citation => ({ document: "RFC 8085", section });

export const UDP_RULES = {
  "udp.open": RFC_768,
  /** To connect a socket is a local matter: it says whom it speaks with, and nothing is sent. */
  "udp.connect": RFC_8085("5"),
  "udp.port-taken": RFC_768,
  "udp.close": RFC_768,
  "udp.send": RFC_768,
  "udp.send.too-long": RFC_768,
  /** A datagram that may not be cut and does not fit the link (`EMSGSIZE`). */
  "udp.send.may-not-fragment": RFC_8085("3.2"),
  "ip.fragment": { document: "RFC 791", section: "2.3" },
  "ip.reassembly": { document: "RFC 791", section: "3.2" },
  "ip.reassembly.timeout": RFC_1122("3.3.2"),
  "udp.receive": RFC_768,
  "udp.read": RFC_768,
  "udp.checksum": RFC_1122("4.1.3.4"),
  "udp.no-socket": RFC_1122("4.1.3.1"),
  "icmp.port-unreachable": RFC_1122("3.2.2.1"),
  "icmp.time-exceeded": RFC_1122("3.3.2"),
  /** An error that may pass by itself is told to no call (RFC 1122 §3.2.2.4 leaves it to the transport protocol). */
  "icmp.error.passing": RFC_1122("3.2.2.4"),
  "icmp.rate-limit": { document: "RFC 1812", section: "4.3.2.8" },
  /** The error is kept for the socket's next call. */
  "icmp.error": RFC_1122("4.1.3.3"),
  /** A socket that is connected to nobody hears of no error. */
  "icmp.error.unconnected": RFC_8085("5.2"),
  "icmp.error.no-socket": RFC_1122("3.2.2.1"),
  "icmp.error.reported": RFC_1122("4.1.3.3"),
} as const satisfies Record<string, Citation>;

export type UdpRule = keyof typeof UDP_RULES;
