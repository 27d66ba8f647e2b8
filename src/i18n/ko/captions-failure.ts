// What goes wrong, in Korean: resets, refusals, time-outs and stray segments (RFC 9293 §3.5.2, §3.5.3, §3.8.3; RFC 5961).

import type { CallError } from "../../simulation/index.ts";
import type { CaptionWords } from "../caption-words.ts";
import { grouped } from "../number.ts";
import { josa } from "../particle.ts";
import { ERRORS, fate, kindName, noise, phase, time } from "./values.ts";

type Failure =
  | "nobody-listens" | "reset-sent" | "reset-answered" | "data-unwanted" | "reset-answered-in-syn-sent" | "reset-lost" | "refused" | "reset-received"
  | "reset-before-established" | "challenge-ack"
  | "segment-unacceptable" | "segment-ignored" | "timed-out" | "call-failed" | "crashed" | "injected" | "packet-duplicated" | "copy-lost" | "truncated";

/** 실패와 네트워크. */
export const failure: Pick<CaptionWords, Failure> = {
  "nobody-listens": {
    title: (v) => josa`${v.host}이/가 RST로 거부합니다`,
    analogy: () => "“지금 거신 번호는 받는 사람이 없습니다.”",
    technical: (v) => josa`이 포트에서 기다리는 프로그램이 없어, ${v.host}은/는 SYN에 RST+ACK(ack=${v.ack})로 답합니다. SYN이 번호 하나를 차지하므로 ISN에 1을 더한 값을 확인합니다.`,
  },
  "reset-sent": {
    title: (v) => josa`${v.host}이/가 연결을 끊어 버립니다`,
    analogy: () => "“통화를 그만두겠습니다!” (수화기를 쾅 내려놓습니다.)",
    technical: (v) => josa`${v.host}은/는 RST를 보내고 연결을 곧바로 없앱니다. FIN과 달리 RST에는 확인 응답이 오지 않습니다.`,
  },
  "reset-answered": {
    title: (v) => josa`${v.host}이/가 RST로 답합니다`,
    analogy: () => "“누구시죠? 저는 그런 통화를 하고 있지 않습니다.”",
    technical: (v) => josa`${v.host}에는 이 세그먼트에 맞는 연결이 없어 RST로 답합니다.`,
  },
  "data-unwanted": {
    title: (v) => josa`${v.host}이/가 데이터에 RST로 답합니다`,
    analogy: () => "“찾으시는 분은 이미 자리를 뜨셨습니다. 그 말을 들을 사람이 없어요.”",
    technical: (v) => josa`${v.host}의 프로그램은 이미 닫아서 더 읽지 않습니다. 지금 오는 데이터는 읽을 프로그램이 없으므로, RST를 보내 ${v.peer}에 그만 보내라고 알립니다.`,
  },
  "reset-answered-in-syn-sent": {
    title: (v) => josa`${v.host}이/가 그 답을 RST로 거부합니다`,
    analogy: () => "“그건 제가 오래전에 걸었던 전화예요. 그 전화는 잊어 주세요.”",
    technical: (v) => josa`ack=${v.ack}은/는 ${v.host}이/가 이 연결에서 보낸 적이 없는 번호를 확인합니다. 자신의 SYN에 대한 답이라면 ack=${v.expected}이어야/여야 합니다. 그래서 RST(seq=${v.ack})로 답하고, SYN-SENT 상태에서 계속 기다립니다.`,
  },
  "reset-lost": {
    title: () => "RST가 도착하지 못합니다",
    analogy: (v) => `“그만두겠다고 말했으니 됐어.” (하지만 그 말은 ${noise(v.why)}.)`,
    technical: (v) => josa`RST는 ${fate(v.why)}. RST에는 확인 응답이 없고 다시 보내지도 않으므로 ${v.peer}은/는 아무것도 모릅니다.`,
  },
  "refused": {
    title: () => "연결이 거부됩니다",
    analogy: () => "“받는 사람이 없는 번호군요. 그만두겠습니다.”",
    technical: (v) => josa`SYN-SENT 상태에서 RST를 받은 ${v.host}은/는 곧바로 CLOSED 상태가 되고, 프로그램은 “연결이 거부되었습니다”라는 오류를 받습니다.`,
  },
  "reset-received": {
    title: (v) => josa`${v.host}의 연결이 사라집니다`,
    analogy: (v) => `“${v.peer}님이 갑자기 끊으셨네요. 통화는 여기까지입니다.”`,
    technical: (v) => josa`${v.state} 상태에서 RST를 받은 ${v.host}은/는 연결을 없앱니다. RST에는 답하지 않습니다.`,
  },
  "reset-before-established": {
    title: (v) => josa`${v.host}은/는 다시 기다립니다`,
    analogy: () => "“전화하신 게 아니었군요. 그럼 다음 전화를 기다리겠습니다.”",
    technical: (v) => josa`SYN-RECEIVED 상태에서 ${v.host}이/가 RST를 받습니다. 아직 열리지 않은 연결이라 프로그램에 알리지 않습니다. ${v.host}은/는 그 연결을 잊고 LISTEN 상태로 돌아갑니다.`,
  },
  "challenge-ack": {
    title: (v) => josa`${v.host}이/가 되물어 봅니다`,
    analogy: (v) => `“정말 ${v.peer}님이신가요? 제가 아는 번호를 말씀드릴 테니 맞는지 봐 주세요.”`,
    technical: (v) => josa`연결을 끊을 수도 있는 세그먼트가 왔지만 번호가 정확하지 않습니다. ${v.host}은/는 상태를 바꾸지 않고 챌린지 ACK(ack=${v.ack})로 되묻습니다.`,
  },
  "segment-unacceptable": {
    title: () => "받아들일 수 없는 세그먼트입니다",
    analogy: () => "“그 번호는 지금 받을 차례가 아니에요. 제가 기다리는 번호를 다시 알려 드릴게요.”",
    technical: (v) => josa`seq=${v.seq}인 세그먼트는 수신 윈도를 벗어났거나 이 상태에 맞지 않습니다. ${v.host}은/는 이것을 버리고 기다리는 번호를 ACK로 알립니다.`,
  },
  "segment-ignored": {
    title: () => "세그먼트를 조용히 버립니다",
    analogy: () => "“저와 상관없는 말이네요. 못 들은 것으로 할게요.”",
    technical: (v) => josa`${v.host}은/는 seq=${v.seq}인 세그먼트를 답하지 않고 버립니다.`,
  },
  "timed-out": {
    title: (v) => josa`${v.host}이/가 포기합니다`,
    analogy: () => "“아무리 불러도 대답이 없네요. 이만 수화기를 내려놓겠습니다.”",
    technical: (v) => v.count === 0
      ? josa`${v.host}은/는 ${v.state} 상태에서 기다리던 답을 받지 못해 ${phase(v.state)}을/를 포기하고 CLOSED 상태가 됩니다.`
      : josa`${grouped(v.count)}번 다시 보내도 답이 없어, ${v.state} 상태이던 ${v.host}은/는 ${phase(v.state)}을/를 포기하고 CLOSED 상태가 됩니다.`,
  },
  "call-failed": {
    title: () => "프로그램의 요청이 거부됩니다",
    analogy: () => "“죄송하지만 지금은 그 부탁을 들어드릴 수 없습니다.”",
    technical: (v) => `${v.host}의 ${protocolOf(v.error)}는 프로그램의 ${call(v.call)} 요청을 거부합니다. ${ERRORS[v.error]}.`,
  },
  "crashed": {
    title: (v) => josa`${v.host}이/가 갑자기 멈춥니다`,
    analogy: () => "(아무 말 없이 전화가 뚝 끊깁니다. 작별 인사도 없습니다.)",
    technical: (v) => josa`${v.host}은/는 모든 연결을 잃고 아무것도 보내지 않습니다. ${v.peer}은/는 이를 모르므로, 그쪽에는 연결이 남아 있습니다.`,
  },
  "injected": {
    title: () => "아무도 보내지 않은 세그먼트가 나타납니다",
    analogy: (v) => `(누군가 ${v.host}인 척하며 ${v.peer}에 전화를 겁니다.)`,
    technical: (v) => josa`${v.host}의 이름을 단 ${kindName(v.kind)}(seq=${v.seq})이/가 ${v.peer}에 도착했지만, ${v.host}은/는 이것을 보낸 적이 없습니다.`,
  },
  "packet-duplicated": {
    title: () => "네트워크에서 사본이 생깁니다",
    analogy: (v) => `(${v.host}의 말이 메아리처럼 두 번 울립니다.)`,
    technical: (v) => josa`네트워크가 seq=${v.seq}인 세그먼트를 둘로 만들었습니다. ${v.host}은/는 한 번만 보냈습니다.`,
  },
  "copy-lost": {
    title: () => "사본 하나가 도착하지 못합니다",
    analogy: (v) => `(${v.host}의 말 가운데 메아리 하나는 ${noise(v.why)}.)`,
    technical: (v) => josa`seq=${v.seq}인 세그먼트의 사본 하나는 ${fate(v.why)}. 다른 사본은 도착합니다.`,
  },
  "truncated": {
    title: () => "실행을 여기에서 멈춥니다",
    analogy: () => "(이야기는 더 이어지지만, 그림은 여기까지입니다.)",
    technical: (v) => `이 실행은 정해진 한계(${limit(v.limit, v.value)})에 이르러 멈췄습니다.`,
  },
};

/** Which of the two makes such an error. */
function protocolOf(error: CallError): "TCP" | "UDP" {
  return error === "message too long" || error === "port in use" ? "UDP" : "TCP";
}

/** The calls of RFC 9293 §3.9.1 as a program's author knows them. */
function call(name: string): string {
  const names: Readonly<Record<string, string>> = {
    listen: "대기", connect: "연결", send: "보내기", close: "닫기", abort: "중단", receive: "받기", status: "상태 조회", bind: "포트 열기",
  };
  return names[name] ?? name;
}

/** Names a limit of a run with its value. */
export function limit(name: "events" | "packets" | "time", value: number): string {
  switch (name) {
    case "events":
      return `이벤트 ${grouped(value)}개`;
    case "packets":
      return `패킷 ${grouped(value)}개`;
    case "time":
      return `시뮬레이션 시간 ${time(value)}`;
  }
}
