// The notes room: study notes on the subjects of the diagrams, as Markdown in both languages, for whoever wants them in a vault.

import enFourWay from "./en/4-Way Handshake.md";
import enHttps from "./en/HTTPS.md";
import enSsh from "./en/SSH.md";
import enSynFlooding from "./en/SYN Flooding.md";
import enTcp from "./en/TCP.md";
import enThreeWay from "./en/3-Way Handshake.md";
import enUdp from "./en/UDP.md";
import koFourWay from "./ko/4-Way Handshake.md";
import koHttps from "./ko/HTTPS.md";
import koSsh from "./ko/SSH.md";
import koSynFlooding from "./ko/SYN Flooding.md";
import koTcp from "./ko/TCP.md";
import koThreeWay from "./ko/3-Way Handshake.md";
import koUdp from "./ko/UDP.md";

/** A note: the name of its file without the ending, and its text. */
export interface StudyNote {
  readonly name: string;
  readonly text: string;
}

/** The notes of each language. Names are alike in both; links between notes use them. */
export const NOTES: Readonly<Record<"en" | "ko", readonly StudyNote[]>> = {
  en: [
    { name: "3-Way Handshake", text: enThreeWay },
    { name: "TCP", text: enTcp },
    { name: "UDP", text: enUdp },
    { name: "4-Way Handshake", text: enFourWay },
    { name: "SYN Flooding", text: enSynFlooding },
    { name: "SSH", text: enSsh },
    { name: "HTTPS", text: enHttps },
  ],
  ko: [
    { name: "3-Way Handshake", text: koThreeWay },
    { name: "TCP", text: koTcp },
    { name: "UDP", text: koUdp },
    { name: "4-Way Handshake", text: koFourWay },
    { name: "SYN Flooding", text: koSynFlooding },
    { name: "SSH", text: koSsh },
    { name: "HTTPS", text: koHttps },
  ],
};
