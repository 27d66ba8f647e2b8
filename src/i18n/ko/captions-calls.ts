// What TCP says to its program, in Korean (RFC 9293 §3.9.1, §3.8.3).

import type { CaptionWords } from "../caption-words.ts";
import { grouped } from "../number.ts";
import { josa } from "../particle.ts";
import { bytes, ERRORS } from "./values.ts";

/** 프로그램에 하는 말. */
export const calls: Pick<CaptionWords, "status-told" | "calls-ended" | "urgent-told" | "retransmissions-told"> = {
  "status-told": {
    title: (v) => josa`${v.host}이/가 연결의 상태(STATUS)를 묻습니다`,
    analogy: () => "“우리 통화는 잘되고 있나요? 아직 확인받지 못한 말이나 듣지 못한 말이 있나요?”",
    technical: (v) =>
      josa`${v.state}, 포트 ${v.port}${v.remote === null ? "" : ` → ${v.remote.name}:${v.remote.port}`}. ${windows(v.sendWindow, v.receiveWindow)}. ${waiting(v.unacknowledged, v.sends, v.unread, v.receives)}.`,
  },
  "calls-ended": {
    title: (v) => `${v.host}에서 기다리던 요청이 실패합니다`,
    analogy: (v) => `“${v.receives === 0 ? "전해 달라고 하신 말은" : v.sends === 0 ? "기다리시던 말은" : "전해 달라고 하신 말도, 기다리시던 말도"} 이제 어쩔 수 없게 되었습니다.”`,
    technical: (v) => josa`연결이 먼저 끝나, ${v.host}의 프로그램이 맡긴 ${each(v.sends, v.bytes, v.receives)}이/가 ${v.sends + v.receives === 1 ? "" : "저마다 "}오류를 돌려받습니다. ${ERRORS[v.error]}.`,
  },
  "urgent-told": {
    title: (v) => `${v.host}의 프로그램이 긴급 데이터가 있음을 알게 됩니다`,
    analogy: (v) => `“${v.peer}님이 이 안에 급한 말이 있다고 하십니다. 거기까지 얼른 읽어 주세요.”`,
    technical: (v) => josa`URG 플래그가 있으면 긴급 포인터가 유효하며, ${v.peer}이/가 보낸 긴급 데이터의 끝을 가리킵니다. TCP는 프로그램에 곧바로 알리지만, 데이터는 여느 때처럼 순서대로 넘깁니다.`,
  },
  "retransmissions-told": {
    title: (v) => `${v.host}의 프로그램이 문제를 알게 됩니다`,
    analogy: (v) => `“${v.peer}님께 계속 전화하는데 받지 않으시네요. 알고 계셔야 할 것 같아서요.”`,
    technical: (v) => `같은 세그먼트를 ${grouped(v.count)}번 다시 보내도 답이 없어 임계값 R1에 이르렀습니다. TCP는 이를 프로그램에 알리고, 포기하는 임계값 R2까지 계속 보냅니다.`,
  },
};

function windows(send: number | null, receive: number): string {
  return send === null ? `수신 윈도는 ${bytes(receive)}입니다` : `윈도는 송신 ${grouped(send)}, 수신 ${bytes(receive)}입니다`;
}

function waiting(unacknowledged: number, sends: number, unread: number, receives: number): string {
  const parts = [
    ...(unacknowledged === 0 ? [] : [sends === 0 ? `미확인 ${bytes(unacknowledged)}` : `미확인 SEND ${grouped(sends)}개(${bytes(unacknowledged)})`]),
    ...(unread === 0 ? [] : [`안 읽은 ${bytes(unread)}`]), ...(receives === 0 ? [] : [`대기 RECEIVE ${grouped(receives)}개`]),
  ];
  return parts.length === 0 ? "밀린 것은 없습니다" : josa`${parts.join(", ")}이/가 있습니다`;
}

function each(sends: number, size: number, receives: number): string {
  const parts = [...(sends === 0 ? [] : [`SEND ${grouped(sends)}개(${bytes(size)})`]), ...(receives === 0 ? [] : [`RECEIVE ${grouped(receives)}개`])];
  return parts.join("와 ");
}
