// How a connection closes, in Korean (RFC 9293 §3.6).

import type { CaptionWords } from "../caption-words.ts";
import { josa } from "../particle.ts";
import { bytes, fate, noise, nth, time, wait } from "./values.ts";

type Closing =
  | "fin-sent" | "fin-received" | "fin-delivered" | "fin-received-again" | "fin-acknowledged" | "fin-answered" | "fin-answered-at-once" | "fin-lost"
  | "fin-retransmitted" | "fin-ack-lost" | "simultaneous-close" | "time-wait" | "time-wait-restarted" | "time-wait-over"
  | "closed" | "closed-early";

/** 연결 닫기. */
export const closing: Pick<CaptionWords, Closing> = {
  "fin-sent": {
    title: (v) => josa`${v.host}이/가 FIN을 보냅니다`,
    analogy: (v) => `“저는 할 말을 다 했어요, ${v.peer}님. 이제 듣기만 할게요.”`,
    technical: (v) =>
      josa`${carried(v.bytes)}상대의 FIN을 받기 전에 닫으므로 능동 종료입니다. ${v.host}은/는 FIN-WAIT-1 상태가 되고, FIN은 번호 하나(${v.seq})를 차지합니다. 받는 것은 아직 할 수 있습니다.`,
  },
  "fin-received": {
    title: (v) => josa`${v.host}이/가 FIN을 받습니다`,
    analogy: () => "“네, 하실 말씀은 다 하셨군요. 끝까지 잘 들었습니다.”",
    technical: (v) =>
      josa`${v.host}은/는 CLOSE-WAIT 상태가 되어 ack=${v.ack}으로/로 FIN을 확인합니다. 프로그램은 상대의 데이터가 끝났음을 알게 되지만, ${v.host}은/는 아직 데이터를 보낼 수 있습니다.`,
  },
  "fin-received-again": {
    title: () => "같은 FIN이 다시 옵니다",
    analogy: () => "“네, 다 하셨다는 말씀은 들었어요. 잘 들었다고 다시 알려 드릴게요.”",
    technical: (v) => josa`같은 FIN이 다시 왔습니다. 확인 응답이 ${v.peer}에 닿지 못했을 수 있으므로 ${v.host}은/는 ack=${v.ack}을/를 다시 보냅니다.`,
  },
  "fin-delivered": {
    title: (v) => josa`${v.peer}이/가 할 말을 마쳤습니다`,
    analogy: (v) => `“${v.peer}님은 말씀이 끝나셨군요. 확인은 잠시 뒤에 드릴게요.”`,
    technical: (v) => josa`${v.host}은/는 CLOSE-WAIT 상태가 됩니다. 프로그램은 상대의 데이터가 끝났음을 알게 되지만, ${v.host}은/는 아직 데이터를 보낼 수 있습니다. FIN의 확인 응답은 함께 보낼 것을 잠시 기다립니다.`,
  },
  "fin-acknowledged": {
    title: (v) => josa`${v.host}이/가 보내는 방향이 닫힙니다`,
    analogy: (v) => `“제 말이 끝났다는 걸 아셨군요. ${v.peer}님 말씀은 계속 들을게요.”`,
    technical: (v) => josa`FIN을 확인받아 ${v.host}은/는 FIN-WAIT-2 상태가 됩니다. ${v.peer}이/가 보내는 방향은 아직 열려 있습니다.`,
  },
  "fin-answered": {
    title: (v) => josa`${v.host}도 FIN을 보냅니다`,
    analogy: (v) => `“저도 할 말을 다 했습니다, ${v.peer}님. 이제 끊을게요.”`,
    technical: (v) => josa`${carried(v.bytes)}${v.host}은/는 나중에 닫는 쪽(수동 종료)이므로 LAST-ACK 상태에서 자신의 FIN(${v.seq}번)이 확인되기를 기다립니다.`,
  },
  "fin-answered-at-once": {
    title: (v) => josa`${v.host}이/가 확인 응답과 FIN을 함께 보냅니다`,
    analogy: (v) => `“네, 잘 들었습니다. 저도 할 말이 없으니 함께 끊어요, ${v.peer}님.”`,
    technical: (v) =>
      josa`${carried(v.bytes)}확인 응답(ack=${v.ack})과 FIN(${v.seq}번)이 한 세그먼트에 담깁니다. ${v.host}은/는 LAST-ACK 상태가 되고, 연결은 네 번이 아니라 세 번 만에 닫힙니다.`,
  },
  "fin-lost": {
    title: () => "FIN이 도착하지 못합니다",
    analogy: (v) => `“이제 끊겠다고 말씀드렸어요, ${v.peer}님.” (하지만 그 말은 ${noise(v.why)}.)`,
    technical: (v) => josa`FIN(${v.seq}번)은 ${fate(v.why)}. 데이터와 마찬가지로 FIN도 확인받지 못하면 다시 보냅니다.`,
  },
  "fin-retransmitted": {
    title: (v) => josa`${v.host}이/가 FIN을 다시 보냅니다`,
    analogy: (v) => `“${v.peer}님, 들으셨어요? 저는 할 말을 다 했습니다.”`,
    technical: (v) => josa`${time(v.time)} 동안 새 확인 응답이 없어, ${v.host}은/는 FIN(${v.seq}번)을 다시 보냅니다(${nth(v.count)} 재전송).${wait(v.next)}`,
  },
  "fin-ack-lost": {
    title: () => "FIN의 확인 응답이 도착하지 못합니다",
    analogy: (v) => `“알겠다고 말씀드렸어요, ${v.peer}님.” (하지만 그 말은 ${noise(v.why)}.)`,
    technical: (v) => josa`FIN을 확인하는 ACK(ack=${v.ack})는 ${fate(v.why)}. ${v.peer}의 FIN은 아직 확인받지 못했으므로 재전송 타이머가 계속 돌아갑니다.`,
  },
  "simultaneous-close": {
    title: () => "FIN이 서로 엇갈립니다",
    analogy: (v) => `“어, ${v.peer}님도 같은 때에 끊으려고 하셨네요!”`,
    technical: (v) => josa`${v.host}은/는 자신의 FIN을 확인받기 전에 ${v.peer}의 FIN을 받아 CLOSING 상태가 됩니다. 동시 종료에서는 양쪽 모두 먼저 닫는 쪽(능동 종료)입니다.`,
  },
  "time-wait": {
    title: (v) => josa`${v.host}이/가 TIME-WAIT에서 기다립니다`,
    analogy: (v) => josa`“끊기 전에 잠깐만 더 있을게요. ${v.peer}님이 제 마지막 말을 못 들으셨을지도 모르니까요.”`,
    technical: (v) =>
      josa`${v.host}은/는 ${v.constant ? "커널의 고정값(60초, 긴 타이머는 조금 늦게 만료됨)대로" : "MSL의 두 배인"} ${time(v.time)} 동안 기다립니다. 마지막 ACK가 사라지면 ${v.peer}이/가 FIN을 다시 보낼 것이고, 옛 세그먼트가 새 연결에 섞여서도 안 되기 때문입니다.`,
  },
  "time-wait-restarted": {
    title: () => "TIME-WAIT가 처음부터 다시 시작됩니다",
    analogy: () => "“제 마지막 말을 못 들으셨군요. 다시 말씀드리고, 처음부터 다시 기다릴게요.”",
    technical: (v) => josa`${v.peer}의 FIN이 다시 왔습니다. ${v.host}은/는 다시 확인하고 ${time(v.time)}을/를 처음부터 다시 기다립니다.`,
  },
  "time-wait-over": {
    title: (v) => josa`${v.host}이/가 CLOSED가 됩니다`,
    analogy: () => "“충분히 기다렸으니 이제 수화기를 내려놓습니다.”",
    technical: (v) => josa`TIME-WAIT가 끝나 ${v.host}은/는 CLOSED 상태가 되고, 연결에 대한 기억을 모두 지웁니다.`,
  },
  "closed": {
    title: (v) => josa`${v.host}이/가 CLOSED가 됩니다`,
    analogy: () => "“제 마지막 말까지 들으셨군요. 안녕히 계세요!”",
    technical: (v) => josa`자신의 FIN을 확인받은 ${v.host}은/는 곧바로 CLOSED 상태가 됩니다. TIME-WAIT는 먼저 닫은 쪽의 몫입니다.`,
  },
  "closed-early": {
    title: (v) => josa`${v.host}이/가 말없이 닫습니다`,
    analogy: () => "“아직 이야기를 시작하지 않았으니, 그냥 수화기를 내려놓을게요.”",
    technical: (v) => josa`${v.host}은/는 ${v.state} 상태에서 세그먼트를 보내지 않고 바로 CLOSED 상태가 됩니다.`,
  },
};

function carried(count: number): string {
  return count === 0 ? "" : `마지막 데이터 ${bytes(count)}도 함께 갑니다. `;
}
