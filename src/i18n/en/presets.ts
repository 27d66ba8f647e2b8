// The titles and lessons of the presets in English.

import type { PresetWords } from "../preset-words.ts";

/** English. */
export const presets: PresetWords = {
  "three-way-handshake": { title: "TCP three-way handshake", lesson: "Three segments, and both ends know that they hear each other." },
  "lost-syn": { title: "The first SYN is lost", lesson: "Nobody tells the client: it waits one timeout and sends the SYN again." },
  "lost-syn-ack": { title: "The SYN+ACK is lost", lesson: "Both ends have sent something and both wait; a repeated segment sets them going again." },
  "lost-ack": { title: "The last ACK is lost", lesson: "The client is ESTABLISHED, the server is not yet: only the SYN+ACK that comes again settles it." },
  "data-and-close": { title: "A connection from SYN to CLOSED", lesson: "Open, ask, answer, close: every byte has a number, and so have SYN and FIN." },
  "four-way-close": { title: "TCP four-way close", lesson: "Each direction is closed by itself, so there are two FINs and two acknowledgements." },
  "three-segment-close": { title: "TCP three-segment close", lesson: "Who closes at once sends its FIN and the acknowledgement of the other in one segment." },
  "simultaneous-close": { title: "Simultaneous close", lesson: "When the FINs cross, both ends are active closers and both wait in TIME-WAIT." },
  "connection-refused": { title: "Connection refused", lesson: "A port where nobody listens answers with RST+ACK at once." },
  "retransmission": { title: "Retransmission by timeout", lesson: "What is not acknowledged in time is sent again, and the wait doubles." },
  "simultaneous-open": { title: "Simultaneous open", lesson: "When the SYNs cross, nobody is the server: each end answers SYN+ACK, and one connection comes of it." },
  "old-duplicate-syn": { title: "An old duplicate SYN", lesson: "A SYN of long ago fools the server but not the client, whose RST clears the way for the real one." },
  "fast-retransmit": { title: "Fast retransmit", lesson: "Three duplicate acknowledgements tell of the loss long before the timer would." },
  "fast-retransmit-sack": { title: "Fast retransmit with SACK", lesson: "Acknowledgements that name what has arrived let the sender repeat only what is missing." },
  "reordering": { title: "Reordering that looks like loss", lesson: "A late segment causes duplicate acknowledgements too: the sender repeats it in vain and slows down." },
  "slow-start": { title: "Slow start", lesson: "Nobody knows what the network bears, so the sender begins with one segment and doubles each round trip." },
  "zero-window": { title: "Zero window", lesson: "A program that does not read closes the window; probes ask until there is room again." },
  "nagle-delayed-ack": { title: "Nagle meets delayed ACK", lesson: "One end waits for an acknowledgement, the other waits before it sends one: a pause that nobody wanted." },
  "half-close": { title: "Half-close", lesson: "Who has sent everything can say so and still go on receiving." },
  "lost-fin": { title: "The FIN is lost", lesson: "A FIN takes a sequence number, so it is sent again like data." },
  "lost-last-ack": { title: "The last ACK of the close is lost", lesson: "The FIN comes again, and TIME-WAIT is there to answer it." },
  "time-wait": { title: "TIME-WAIT", lesson: "Who closes first waits twice the maximum segment lifetime, until no late segment can be on its way." },
  "half-open": { title: "Half-open after a crash", lesson: "A host that lost its memory says nothing; the other finds out when it sends, and gets a RST." },
  "forged-reset": { title: "A forged RST", lesson: "A RST that only hits the window is questioned; one with the very next number is believed." },
  "udp-request": { title: "UDP: a question and its answer", lesson: "No handshake and no confirmation: two packets, and one round trip later the answer is there." },
  "udp-lossy-stream": { title: "UDP: a stream over a bad network", lesson: "What is lost stays lost, what is late is useless, and still most of it comes in time: fast, but nothing is promised." },
  "udp-closed-port": { title: "UDP: a closed port", lesson: "UDP itself answers nothing; the host sends back an ICMP error, and the next call of a connected socket fails." },
  "tcp-beside-udp": { title: "TCP beside UDP", lesson: "The same pieces meet the same loss: TCP brings every one, in order and late; UDP brings the others on time." },
  "ssh-public-key": { title: "SSH login by public key", lesson: "Lists cross, a secret is made in the open, and a signature proves who comes: no password ever crosses." },
  "ssh-password": { title: "SSH login by password", lesson: "The connection is encrypted before the password is asked for; a wrong one is refused and counted." },
  "ssh-no-common-algorithm": { title: "SSH without a common algorithm", lesson: "Two lists without a common name end the connection before anything secret was said." },
  "ssh-changed-host-key": { title: "A host key that has changed", lesson: "Whoever signs with another key than last time may be a stranger in between, so the client leaves." },
};
