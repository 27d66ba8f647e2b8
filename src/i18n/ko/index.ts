// Korean: every message of the plugin, put together.

import { captionOfStep, type CaptionWords } from "../caption-words.ts";
import { diagnosticText } from "../diagnostic-words.ts";
import type { Messages } from "../language-words.ts";
import { choiceText, parameterText } from "../parameter-words.ts";
import { presetText } from "../preset-words.ts";
import { shellKo } from "../shell-ko.ts";
import { calls } from "./captions-calls.ts";
import { closing } from "./captions-closing.ts";
import { congestion } from "./captions-congestion.ts";
import { datagrams } from "./captions-datagrams.ts";
import { failure } from "./captions-failure.ts";
import { floods } from "./captions-floods.ts";
import { proxy } from "./captions-proxy.ts";
import { opening } from "./captions-opening.ts";
import { ssh } from "./captions-ssh.ts";
import { tls } from "./captions-tls.ts";
import { transfer } from "./captions-transfer.ts";
import { diagnostics } from "./diagnostics.ts";
import { diagram } from "./diagram.ts";
import { parameters } from "./parameters.ts";
import { presets } from "./presets.ts";
import { subtitle } from "./subtitle.ts";

const captions: CaptionWords = { ...opening, ...transfer, ...congestion, ...closing, ...failure, ...calls, ...floods, ...proxy, ...datagrams, ...ssh, ...tls };
const hostNames = { client: "클라이언트", server: "서버", attacker: "공격자", proxy: "프록시" } as const;
const subjects = {
  "tcp": "TCP",
  "udp": "UDP",
  "four-way-handshake": "4-way handshake",
  "syn-flooding": "SYN flooding",
  "ssh": "SSH",
  "https": "HTTPS",
} as const;

/** 한국어. */
export const ko: Messages = {
  diagram,
  shell: shellKo,
  hostNames,
  untitled: "TCP 연결",
  caption: (step) => captionOfStep(captions, step),
  diagnostic: (diagnostic) => diagnosticText(diagnostics, diagnostic),
  preset: (name) => presetText(presets, name),
  parameter: (key) => parameterText(parameters, hostNames, key)?.label ?? key,
  parameterDescription: (key) => parameterText(parameters, hostNames, key)?.description ?? "",
  choice: (_key, choice) => choiceText(parameters, choice),
  subject: (subject) => subjects[subject],
  subtitle,
};
