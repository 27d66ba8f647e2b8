// How a connection opens, in Korean (RFC 9293 §3.5).

import type { CaptionWords } from "../caption-words.ts";
import { josa } from "../particle.ts";
import { before, bytes, fate, noise, nth, time, wait } from "./values.ts";

type Opening =
  | "cookie-asked" | "cookie-given" | "syn-with-data" | "syn-data-taken" | "syn-data-refused"
  | "listen" | "syn-sent" | "syn-lost" | "syn-retransmitted" | "syn-answered" | "syn-ack-lost" | "syn-ack-retransmitted"
  | "syn-ack-repeated" | "syn-received-again" | "syn-ack-received-again" | "simultaneous-open" | "established-crossed" | "established-first"
  | "handshake-ack-lost" | "established-both" | "established-by-data";

/** 연결 열기. */
export const opening: Pick<CaptionWords, Opening> = {
  "listen": {
    title: (v) => josa`${v.host}이/가 기다립니다`,
    analogy: () => "“전화기 옆에 있습니다. 언제든 걸어 주세요.”",
    technical: (v) => josa`${v.host}은/는 LISTEN 상태로 ${v.port}번 포트에서 SYN을 기다립니다.`,
  },
  "syn-sent": {
    title: (v) => josa`${v.host}이/가 SYN을 보냅니다`,
    analogy: (v) => `“저기요, ${v.peer}님! 이야기를 나누고 싶은데, 준비되셨나요?”`,
    technical: (v) =>
      josa`${v.host}은/는 SYN 플래그를 켠 세그먼트로 자신의 초기 시퀀스 번호(ISN) ${v.seq}을/를 알리고 SYN-SENT 상태가 됩니다.`,
  },
  "cookie-asked": {
    title: (v) => josa`${v.host}이/가 쿠키를 달라고 합니다`,
    analogy: (v) => `“안녕하세요, ${v.peer}님! 다음에 쓸 출입증을 하나 주시겠어요?”`,
    technical: (v) => `SYN(seq=${v.seq})에 빈 쿠키가 든 Fast Open 옵션이 실려 있습니다. 이번 연결은 여느 연결과 똑같이 열립니다.`,
  },
  "cookie-given": {
    title: (v) => josa`${v.host}이/가 쿠키를 줍니다`,
    analogy: () => "“그럼요! 다음에 이 출입증을 보여 주시면 바로 말씀하실 수 있어요.”",
    technical: (v) =>
      josa`SYN+ACK(ack=${v.ack})에 쿠키(${v.cookie})가 실려 갑니다. ${v.peer}의 주소를 비밀 키로 해시한 값이라 ${v.host}은/는 아무것도 기억하지 않아도 되고, ${v.peer}이/가 다음 연결에 쓰려고 간직합니다.`,
  },
  "syn-with-data": {
    title: (v) => josa`${v.host}이/가 SYN에 데이터를 실어 보냅니다`,
    analogy: (v) => `“안녕하세요, ${v.peer}님! 출입증 여기 있고, 부탁드릴 일은 이겁니다.”`,
    technical: (v) => `SYN(seq=${v.seq})에 쿠키(${v.cookie})와 데이터 ${bytes(v.bytes)}가 함께 실려 갑니다. 연결은 아직 열리지 않았습니다.`,
  },
  "syn-data-taken": {
    title: (v) => josa`${v.host}이/가 데이터를 바로 받습니다`,
    analogy: (v) => `“아는 출입증이네요, ${v.peer}님. 벌써 시작했습니다!”`,
    technical: (v) =>
      josa`쿠키가 맞습니다. ack=${v.ack}은/는 SYN과 거기 실린 ${bytes(v.bytes)}를 함께 확인합니다. 프로그램은 SYN-RECEIVED 상태에서 벌써 데이터를 읽고, 왕복 한 번만큼 먼저 답할 수 있습니다.`,
  },
  "syn-data-refused": {
    title: (v) => josa`${v.host}이/가 데이터를 받지 않습니다`,
    analogy: () => "“처음 보는 출입증이네요. 먼저 인사부터 나누시죠.”",
    technical: (v) => josa`ack=${v.ack}은/는 SYN만 확인하고 거기 실린 ${bytes(v.bytes)}는 확인하지 않습니다. 연결은 여느 때처럼 열리고 ${v.peer}은/는 데이터를 다시 보냅니다.`,
  },
  "syn-lost": {
    title: () => "SYN이 도착하지 못합니다",
    analogy: (v) => `“${v.peer}님이 곧 대답하시겠지.” (하지만 그 말은 ${noise(v.why)}.)`,
    technical: (v) => josa`SYN(seq=${v.seq})은 ${fate(v.why)}. 이 SYN에는 SYN+ACK가 오지 않으므로, ${v.host}은/는 재전송 타이머가 만료될 때까지 기다립니다.`,
  },
  "syn-retransmitted": {
    title: (v) => josa`${v.host}이/가 SYN을 다시 보냅니다`,
    analogy: (v) => `“여보세요, ${v.peer}님! 제 말 들리세요? 다시 말씀드릴게요.”`,
    technical: (v) =>
      josa`${time(v.time)} 동안 답이 없어 재전송 타이머가 만료됐습니다. ${v.host}은/는 같은 SYN(seq=${v.seq})을 다시 보냅니다(${nth(v.count)} 재전송).${wait(v.next)}`,
  },
  "syn-answered": {
    title: (v) => josa`${v.host}이/가 SYN+ACK로 답합니다`,
    analogy: (v) => `“네, ${v.peer}님! 잘 들립니다. 저도 준비됐어요. 제 말도 잘 들리시나요?”`,
    technical: (v) =>
      josa`${v.host}은/는 SYN-RECEIVED 상태가 됩니다. ack=${v.ack}은/는 SYN이 차지한 ${before(v.ack)}번을 받았으니 다음은 ${v.ack}번을 달라는 뜻입니다. seq=${v.seq}은/는 ${v.host}의 ISN입니다.`,
  },
  "syn-ack-lost": {
    title: () => "SYN+ACK가 도착하지 못합니다",
    analogy: (v) => `“${v.peer}님, 제 대답이 잘 들렸겠지요?” (하지만 그 말은 ${noise(v.why)}.)`,
    technical: (v) => josa`SYN+ACK는 ${fate(v.why)}. ${v.host}은/는 확인 응답을 받거나 재전송 타이머가 만료될 때까지 SYN-RECEIVED 상태에서 기다립니다.`,
  },
  "syn-ack-retransmitted": {
    title: (v) => josa`${v.host}이/가 SYN+ACK를 다시 보냅니다`,
    analogy: (v) => `“${v.peer}님, 제 대답 들으셨나요? 다시 말씀드릴게요.”`,
    technical: (v) =>
      josa`${time(v.time)} 동안 확인 응답이 없어 재전송 타이머가 만료됐습니다. ${v.host}은/는 SYN+ACK를 다시 보냅니다(${nth(v.count)} 재전송).${wait(v.next)}`,
  },
  "syn-ack-repeated": {
    title: (v) => josa`${v.host}이/가 다시 답합니다`,
    analogy: (v) => `“네, 네, ${v.peer}님! 저 여기 있어요. 제 대답을 다시 드릴게요.”`,
    technical: (v) => josa`같은 SYN이 또 왔습니다. ${v.host}은/는 새 연결을 만들지 않고 같은 SYN+ACK(seq=${v.seq}, ack=${v.ack})로 다시 답합니다.`,
  },
  "syn-received-again": {
    title: () => "같은 SYN이 다시 옵니다",
    analogy: (v) => `“${v.peer}님, 말씀은 들었고 대답도 했어요. 다시 말씀드릴게요.”`,
    technical: (v) => josa`SYN이 다시 왔지만 이제 그 번호를 기다리지 않습니다. ${v.host}은/는 SYN-RECEIVED 상태에 머물며 어디까지 받았는지 ACK(ack=${v.ack})로 알립니다.`,
  },
  "syn-ack-received-again": {
    title: (v) => josa`${v.host}이/가 다시 확인해 줍니다`,
    analogy: () => "“네, 그 대답은 이미 들었어요. 잘 들린다고 다시 확인해 드릴게요.”",
    technical: (v) => josa`이미 처리한 SYN+ACK가 다시 왔습니다. ${v.peer}이/가 ACK를 받지 못했을 수 있으므로 ${v.host}은/는 ack=${v.ack}을/를 다시 보냅니다.`,
  },
  "simultaneous-open": {
    title: () => "SYN이 서로 엇갈립니다",
    analogy: (v) => `“어, ${v.peer}님도 마침 저에게 전화하고 계셨네요!”`,
    technical: (v) => josa`${v.host}은/는 SYN-SENT 상태에서 ${v.peer}의 SYN을 받았습니다. 동시 열기이므로 SYN-RECEIVED 상태가 되어 ack=${v.ack}으로/로 확인합니다.`,
  },
  "established-crossed": {
    title: (v) => josa`${v.host}은/는 이제 ESTABLISHED입니다`,
    analogy: (v) => `“${v.peer}님도 제 말을 들으셨군요. 이제 이야기할 수 있어요!”`,
    technical: (v) => josa`자신의 SYN을 확인하는 ack=${v.ack}을/를 받아 ${v.host}은/는 ESTABLISHED 상태가 됩니다.`,
  },
  "established-first": {
    title: (v) => josa`${v.host}은/는 이제 ESTABLISHED입니다`,
    analogy: (v) => `“네, ${v.peer}님! 저도 잘 들립니다. 그럼 이야기를 시작해요!”`,
    technical: (v) =>
      josa`${v.host}은/는 SYN+ACK를 받아 ESTABLISHED 상태가 되고 ACK(seq=${v.seq}, ack=${v.ack})를 보냅니다. ${v.peer}은/는 이 ACK를 받을 때까지 아직 SYN-RECEIVED 상태입니다.`,
  },
  "handshake-ack-lost": {
    title: () => "마지막 ACK가 도착하지 못합니다",
    analogy: (v) => josa`“이제 통화가 시작됐네요!” (하지만 그 말은 ${noise(v.why)}. ${v.peer}은/는 아직 대답을 기다립니다.)`,
    technical: (v) =>
      josa`마지막 ACK는 ${fate(v.why)}. ${v.host} 쪽만 열렸고 ${v.peer}은/는 아직 SYN-RECEIVED 상태입니다. 같은 확인 번호가 담긴 데이터가 오면 연결이 완성되고, 오지 않으면 SYN+ACK를 다시 보냅니다.`,
  },
  "established-both": {
    title: (v) => josa`이제 ${v.host}도 ESTABLISHED입니다`,
    analogy: () => "“좋아요, 양쪽 모두 잘 들리네요. 통화가 연결됐습니다!”",
    technical: (v) => josa`${v.host}은/는 자신의 SYN을 확인하는 ack=${v.ack}을/를 받아 ESTABLISHED 상태가 됩니다. 이제 연결이 양쪽에서 모두 열렸습니다.`,
  },
  "established-by-data": {
    title: () => "데이터가 핸드셰이크를 마무리합니다",
    analogy: () => "“벌써 물건이 왔네요. 제 말을 들으셨다는 뜻이니, 통화가 연결된 셈입니다!”",
    technical: (v) =>
      josa`데이터 ${bytes(v.bytes)}를 담은 세그먼트에도 ack=${v.ack}이/가 들어 있습니다. ${v.host}은/는 이것으로 자신의 SYN을 확인받아 ESTABLISHED 상태가 됩니다.`,
  },
};
