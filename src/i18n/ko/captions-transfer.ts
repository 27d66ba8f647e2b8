// How bytes cross the connection, in Korean (RFC 9293 §3.8, RFC 6298).

import type { CaptionWords } from "../caption-words.ts";
import { grouped } from "../number.ts";
import { josa } from "../particle.ts";
import { bytes, fate, load, mishap, noise, nth, time, wait } from "./values.ts";

type Transfer =
  | "first-data-sent" | "data-sent" | "data-lost" | "data-retransmitted" | "data-retransmitted-early" | "data-received"
  | "data-delivered" | "delayed-ack-sent" | "gap-filled" | "data-buffered" | "data-duplicate" | "ack-received" | "duplicate-ack-received" | "ack-lost"
  | "data-held-back" | "data-unread" | "program-reads" | "window-closed" | "window-opened" | "window-probe" | "probe-answered"
  | "keep-alive-probe" | "keep-alive-answered" | "first-byte";

/** 데이터 주고받기. */
export const transfer: Pick<CaptionWords, Transfer> = {
  "first-data-sent": {
    title: (v) => josa`${v.host}이/가 첫 데이터를 보냅니다`,
    analogy: (v) => `“그럼 첫 소포를 보낼게요, ${v.peer}님.${inside(v.text)}”`,
    technical: (v) =>
      josa`${v.host}은/는 seq=${v.seq}부터 ${load(v.bytes, v.segments)} 보냅니다. 바로 앞의 ACK도 seq=${v.seq}이었/였습니다. 데이터가 없는 ACK는 시퀀스 번호를 차지하지 않기 때문입니다.`,
  },
  "data-sent": {
    title: (v) => josa`${v.host}이/가 데이터를 보냅니다`,
    analogy: (v) => `“소포를 보냅니다, ${v.peer}님.${inside(v.text)}”`,
    technical: (v) => josa`${v.host}은/는 seq=${v.seq}부터 ${load(v.bytes, v.segments)} 보내고, 확인받을 때까지 사본을 간직합니다.`,
  },
  "data-held-back": {
    title: (v) => josa`${v.host}이/가 모아서 보내려고 기다립니다`,
    analogy: (v) => `“이 정도로 배달을 부르기는 아깝네요, ${v.peer}님. 앞의 소포를 받으셨다고 하면 한꺼번에 보낼게요.”`,
    technical: (v) =>
      `${v.host}의 프로그램이 데이터를 조금 더 보내려 하지만, 앞서 보낸 ${bytes(v.bytes)}가 아직 확인받지 못했습니다. 네이글 알고리즘은 ACK가 오거나 세그먼트 하나가 가득 찰 때까지 작은 세그먼트를 붙잡아 둡니다.`,
  },
  "data-lost": {
    title: () => "데이터가 도착하지 못합니다",
    analogy: (v) => `“소포가 잘 가고 있겠지. 그래도 사본은 간직해 두자.” (소포는 ${mishap(v.why)}.)`,
    technical: (v) => josa`seq=${v.seq}부터 ${bytes(v.bytes)}를 담은 세그먼트는 ${fate(v.why)}. ${v.host}은/는 돌아오는 확인 응답을 보고서야 이를 알 수 있습니다.`,
  },
  "data-retransmitted": {
    title: (v) => josa`${v.host}이/가 데이터를 다시 보냅니다`,
    analogy: (v) => `“${v.peer}님, 잘 받으셨다는 전화가 없네요. 같은 소포를 다시 보냅니다.”`,
    technical: (v) => (v.probe
      ? josa`${time(v.time)} 동안 새 확인 응답이 없습니다. ${v.host}은/는 재전송 타이머가 만료되기 전에 마지막 ${bytes(v.bytes)}(seq=${v.seq})를 프로브(TLP)로 다시 보냅니다. 돌아오는 확인 응답을 보면 무엇이 빠졌는지 알 수 있습니다.`
      : josa`${time(v.time)} 동안 새 확인 응답이 없어 재전송 타이머가 만료됐습니다. ${v.host}은/는 seq=${v.seq}부터 ${bytes(v.bytes)}를 다시 보냅니다(${nth(v.count)} 재전송).${wait(v.next)}`),
  },
  "data-retransmitted-early": {
    title: (v) => josa`${v.host}이/가 기다리지 않고 다시 보냅니다`,
    analogy: () => "“같은 번호를 자꾸 찾으시는 걸 보니 그 소포가 빠졌군요. 바로 다시 보낼게요.”",
    technical: (v) => josa`확인 응답을 보면 seq=${v.seq}부터 ${bytes(v.bytes)}가 빠진 듯하므로, ${v.host}은/는 타이머가 만료되기 전에 다시 보냅니다.${threshold(v.threshold)}`,
  },
  "data-received": {
    title: (v) => josa`${v.host}이/가 데이터를 받고 확인합니다`,
    analogy: (v) => `“잘 받았습니다! 다음은 ${v.ack}번부터 보내 주세요.”`,
    technical: (v) =>
      josa`${v.host}은/는 데이터 ${bytes(v.bytes)}를 순서대로 받아 프로그램에 넘기고 ack=${v.ack}을/를 보냅니다. 확인 번호는 다음에 기다리는 바이트의 번호입니다.`,
  },
  "first-byte": {
    title: (v) => josa`응답의 첫 바이트가 ${v.host}에 도착합니다`,
    analogy: (v) => (v.security > 0 ? "“드디어 답장이 왔네요! 기다린 시간은 거의 인사하고 봉인을 맞추는 데 들었어요.”" : "“벌써 답장이 왔네요! 아는 사이라 긴 인사가 필요 없었어요.”"),
    technical: (v) => `연결을 시작한 지 ${time(v.time)}, 왕복 ${grouped(v.trips)}번${Number.isInteger(v.trips) ? " 만입니다" : "에 드는 시간이 지났습니다"}. ${parts([["TCP", v.tcp], [v.guard, v.security], ["요청과 응답", v.request]])}`,
  },
  "data-delivered": {
    title: (v) => josa`${v.host}이/가 데이터를 받습니다`,
    analogy: () => "“소포가 왔네요. 확인 전화는 조금 뒤에 한꺼번에 드릴게요.”",
    technical: (v) => josa`${v.host}은/는 데이터 ${bytes(v.bytes)}를 순서대로 받아 프로그램에 넘깁니다. ACK는 아직 보내지 않았습니다.`,
  },
  "delayed-ack-sent": {
    title: (v) => josa`${v.host}이/가 미루던 확인 응답을 보냅니다`,
    analogy: () => "“더 말씀드릴 것이 생길 줄 알았는데 없네요. 소포는 잘 받았습니다.”",
    technical: (v) => josa`확인 응답을 함께 실어 보낼 데이터가 생기지 않았습니다. 지연 ACK 타이머가 만료되자 ${v.host}은/는 ack=${v.ack}만 따로 보냅니다.`,
  },
  "gap-filled": {
    title: () => "빠진 자리가 채워집니다",
    analogy: () => "“빠졌던 소포가 왔어요! 뒤에 쌓아 둔 것까지 순서대로 넘깁니다.”",
    technical: (v) => josa`빠졌던 데이터가 도착해, ${v.host}은/는 보관해 둔 것까지 모두 ${bytes(v.bytes)}를 순서대로 프로그램에 넘깁니다.`,
  },
  "data-buffered": {
    title: () => "데이터가 순서보다 먼저 도착합니다",
    analogy: () => "“앞의 소포가 아직인데 뒤의 것이 먼저 왔네요. 일단 보관해 둘게요.”",
    technical: (v) => josa`${v.host}은/는 seq=${v.seq}부터 ${bytes(v.bytes)}를 보관하고, 아직 기다리고 있는 번호를 다시 알립니다.`,
  },
  "data-duplicate": {
    title: () => "같은 데이터가 다시 옵니다",
    analogy: () => "“이 소포는 이미 받았어요. 하나면 됩니다. 잘 받았다고 다시 알려 드릴게요.”",
    technical: (v) => josa`seq=${v.seq}부터 ${bytes(v.bytes)}는 이미 받은 것이라 버립니다. ${v.host}은/는 기다리는 번호를 다시 알립니다.`,
  },
  "ack-received": {
    title: (v) => josa`${v.host}이/가 확인 응답을 받습니다`,
    analogy: () => "“잘 받으셨군요! 그럼 간직하던 사본은 버려도 되겠네요.”",
    technical: (v) => josa`ack=${v.ack}은/는 그 앞의 바이트가 모두 도착했다는 뜻입니다. ${v.host}은/는 확인받은 ${bytes(v.bytes)}의 사본을 버립니다.`,
  },
  "duplicate-ack-received": {
    title: () => "같은 확인 응답이 다시 옵니다",
    analogy: (v) => `“${v.ack}번을 기다리신다는 말씀은 이미 들었어요. 아직 달라진 게 없군요.”`,
    technical: (v) =>
      `${nth(v.count)} 중복 ACK입니다. 새로 확인하는 것은 없고, 다음에 기다리는 번호가 여전히 ${v.ack}번이라는 뜻입니다. “못 받았다”는 신호(NAK)는 아닙니다.`,
  },
  "ack-lost": {
    title: () => "ACK가 도착하지 못합니다",
    analogy: (v) => `“잘 받았다고 알려 드렸어요, ${v.peer}님.” (하지만 그 말은 ${noise(v.why)}.)`,
    technical: (v) => josa`ack=${v.ack}을/를 담은 ACK는 ${fate(v.why)}. 확인 응답은 누적되므로, 다음 ACK가 도착하면 이것까지 대신합니다.`,
  },
  "data-unread": {
    title: (v) => josa`${v.host}에 읽지 않은 데이터가 쌓입니다`,
    analogy: () => "“소포는 받았는데 아무도 열어 보지 않아요. 선반이 점점 차네요.”",
    technical: (v) => josa`${v.host}은/는 ${bytes(v.bytes)}를 ack=${v.ack}으로/로 확인하지만 프로그램이 읽지 않습니다. 그래서 윈도가 ${bytes(v.window)}로 줄어듭니다.`,
  },
  "program-reads": {
    title: (v) => `${v.host}의 프로그램이 데이터를 읽습니다`,
    analogy: () => "“드디어 소포를 열어 보네요. 선반에 자리가 생겼어요.”",
    technical: (v) => `${v.host}의 프로그램이 수신 버퍼에서 ${bytes(v.bytes)}를 가져갑니다. 그만큼 생긴 자리를 윈도로 다시 알릴 수 있습니다.`,
  },
  "window-closed": {
    title: () => "윈도가 닫힙니다",
    analogy: (v) => `“${v.peer}님, 지금은 소포를 둘 자리가 없다고요? 그럼 기다릴게요.”`,
    technical: (v) => josa`ack=${v.ack}과/와 함께 윈도 0이 왔습니다. 그 앞의 데이터는 모두 도착했지만, ${v.peer}에 자리가 생길 때까지 ${v.host}은/는 더 보낼 수 없습니다.`,
  },
  "window-opened": {
    title: () => "윈도가 다시 열립니다",
    analogy: (v) => `“${v.peer}님, 자리가 생겼군요. 이어서 보낼게요.”`,
    technical: (v) => josa`${v.peer}이/가 윈도를 ${bytes(v.window)}로 알려 왔습니다. ${v.host}은/는 다시 보낼 수 있습니다.`,
  },
  "window-probe": {
    title: (v) => josa`${v.host}이/가 윈도 프로브를 보냅니다`,
    analogy: (v) => `“${v.peer}님, 이제 자리가 났나요? 전화를 못 받았을지도 몰라서 여쭤봅니다.”`,
    technical: (v) => v.bytes === 0
      ? josa`윈도가 0인 채로 영속 타이머가 만료됐습니다. ${v.host}은/는 데이터 없는 프로브를 보냅니다. seq=${v.seq}은/는 이미 확인받은 번호이므로 ${v.peer}은/는 윈도를 담아 답해야 합니다.`
      : josa`윈도가 0인 채로 영속 타이머가 만료됐습니다. ${v.host}은/는 seq=${v.seq}부터 ${bytes(v.bytes)}를 프로브로 보내 윈도가 열렸는지 알아봅니다.`,
  },
  "probe-answered": {
    title: () => "윈도가 아직 닫혀 있습니다",
    analogy: (v) => `“아직 자리가 없어요. 여전히 ${v.ack}번을 기다리고 있습니다.”`,
    technical: (v) => josa`${v.host}은/는 자리가 없어 프로브의 데이터를 버리고, 윈도 0과 ack=${v.ack}으로/로 답합니다.`,
  },
  "keep-alive-probe": {
    title: (v) => josa`${v.host}이/가 ${v.peer}이/가 아직 있는지 확인합니다`,
    analogy: (v) => `“한참 동안 조용하시네요. ${v.peer}님, 아직 계신가요?”`,
    technical: (v) =>
      josa`${time(v.time)} 동안 ${v.peer}에서 아무것도 오지 않아 연결 유지 타이머가 만료됐습니다. ${v.host}은/는 데이터 없는 프로브를 보냅니다${v.count === 1 ? "" : `(${nth(v.count)})`}. seq=${v.seq}은/는 ${v.peer}이/가 기다리는 번호보다 앞이므로, 살아 있다면 반드시 답합니다.`,
  },
  "keep-alive-answered": {
    title: (v) => josa`${v.peer}은/는 아직 있습니다`,
    analogy: () => "“다행히 계시네요. 한동안은 다시 여쭤보지 않아도 되겠어요.”",
    technical: (v) => josa`프로브에 ack=${v.ack}으로/로 답이 왔습니다. 연결이 살아 있으므로 ${v.host}은/는 조용한 시간을 처음부터 다시 잽니다.`,
  },
};

function threshold(size: number | null): string {
  return size === null ? "" : ` 혼잡의 신호로 보고 ssthresh를 ${bytes(size)}로 낮춥니다.`;
}

function inside(text: string | null): string {
  return text === null ? "" : josa` 안에는 ‘${text}’이/가 들어 있어요.`;
}

/** Where the round trips went, without what took none. */
function parts(all: readonly (readonly [string, number])[]): string {
  const each = all.filter(([, count]) => count > 0).map(([name, count]) => `${name}에 ${grouped(count)}번`);
  return josa`${each.join(", ")}이/가 들었습니다.`;
}
