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
  "simultaneous-close": { title: "Simultaneous close", lesson: "When the FINs cross, both ends are active closers and both wait in TIME-WAIT." },
  "connection-refused": { title: "Connection refused", lesson: "A port where nobody listens answers with RST+ACK at once." },
  "retransmission": { title: "Retransmission by timeout", lesson: "What is not acknowledged in time is sent again, and the wait doubles." },
};
