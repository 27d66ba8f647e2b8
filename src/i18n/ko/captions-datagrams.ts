// What UDP does and does not do, in Korean (RFC 768; RFC 1122 §4.1.3), and how streams of frames fare.

import type { CaptionWords } from "../caption-words.ts";
import { grouped } from "../number.ts";
import { josa } from "../particle.ts";
import { bytes, fate, mishap, nth, time } from "./values.ts";

type Datagrams =
  | "socket-opened" | "socket-connected" | "datagram-cut" | "fragment-lost" | "fragment-kept" | "datagram-whole" | "fragments-discarded" | "error-passing" | "first-datagram-sent" | "datagram-sent" | "datagram-received" | "datagram-lost" | "datagram-overtaken"
  | "datagram-repeated" | "nobody-has-port" | "error-withheld" | "error-lost" | "error-ignored" | "error-kept" | "refused-by-icmp"
  | "frames-begin" | "frame-late" | "frames-over";

/** 데이터그램. */
export const datagrams: Pick<CaptionWords, Datagrams> = {
  "socket-opened": {
    title: (v) => josa`${v.host}이/가 UDP ${v.port}번 포트를 엽니다`,
    analogy: () => "“이 문 앞으로 오는 것은 그냥 두고 가시면 됩니다. 미리 전화하실 필요는 없어요.”",
    technical: (v) => `${v.host}의 프로그램이 UDP ${v.port}번 포트를 씁니다. LISTEN 상태도 연결도 없으며, 이 포트로 오는 것은 그대로 프로그램에 넘깁니다.`,
  },
  "socket-connected": {
    title: (v) => josa`${v.host}이/가 소켓의 상대를 정합니다`,
    analogy: (v) => josa`(전화는 하지 않습니다. ${v.host}은/는 퀵을 ${v.peer}에만 보내기로 적어 둘 뿐입니다.)`,
    technical: (v) => josa`UDP 소켓의 connect는 아무것도 보내지 않고, 상대를 ${v.peer}의 ${v.port}번 포트로 정하기만 합니다. 이제 이 소켓은 그 상대가 보낸 것과 그에 관한 ICMP 오류만 받습니다.`,
  },
  "first-datagram-sent": {
    title: (v) => josa`${v.host}이/가 인사 없이 바로 보냅니다`,
    analogy: (v) => `“기사님, ${v.peer}님께 바로 출발해 주세요! 미리 전화할 것도, 도착했다고 알려 줄 것도 없습니다.${inside(v.text)}”`,
    technical: (v) => josa`${v.host}은/는 첫 패킷부터 ${load(v.bytes, v.datagrams)} 보냅니다. 핸드셰이크도 시퀀스 번호도 없고, 사본도 남기지 않습니다.`,
  },
  "datagram-sent": {
    title: (v) => josa`${v.host}이/가 데이터그램을 보냅니다`,
    analogy: (v) => `“${v.peer}님께 퀵을 또 보냅니다.${inside(v.text)}”`,
    technical: (v) => josa`${v.host}은/는 ${load(v.bytes, v.datagrams)} 보내고 잊어버립니다. UDP는 사본을 남기지 않고 타이머도 두지 않습니다.`,
  },
  "datagram-received": {
    title: (v) => josa`${v.host}이/가 데이터그램을 받습니다`,
    analogy: () => "“퀵이 왔네요. 확인해 달라는 말은 없었으니 그냥 받아 둘게요.”",
    technical: (v) => josa`체크섬이 맞으므로 ${v.host}은/는 ${bytes(v.bytes)}짜리 데이터그램을 통째로 프로그램에 넘깁니다. UDP는 확인 응답을 보내지 않습니다.`,
  },
  "datagram-lost": {
    title: () => "데이터그램이 사라지고 그것으로 끝납니다",
    analogy: (v) => `“지금쯤 도착했겠지.” (퀵은 ${mishap(v.why)}. 그 사실을 알려 줄 사람은 없습니다.)`,
    technical: (v) => josa`${nth(v.number)} 데이터그램(${bytes(v.bytes)})은 ${fate(v.why)}. ${v.host}도 ${v.peer}도 이를 모르며, 다시 보내는 일도 없습니다.`,
  },
  "datagram-overtaken": {
    title: () => "데이터그램의 순서가 바뀌어 도착합니다",
    analogy: () => "“이 퀵은 아까 온 것보다 먼저 출발했네요. 저는 오는 대로 받습니다.”",
    technical: (v) => josa`${nth(v.number)} 데이터그램이 나중에 보낸 것보다 늦게 왔습니다. UDP는 순서를 맞추지 않으므로 ${v.host}의 프로그램은 도착한 순서대로 받습니다.`,
  },
  "datagram-repeated": {
    title: () => "같은 데이터그램이 두 번 옵니다",
    analogy: () => "“이건 아까 받지 않았나요? 이제 두 개가 되었네요.”",
    technical: (v) => josa`네트워크가 ${nth(v.number)} 데이터그램의 사본을 만들었습니다. UDP는 이를 알아채지 못하므로 ${v.host}의 프로그램은 같은 것을 두 번 받습니다.`,
  },
  "datagram-cut": {
    title: (v) => josa`${v.host}이/가 패킷 하나보다 긴 데이터그램을 보냅니다`,
    analogy: (v) => `“가방 하나에는 다 안 들어가네요. 기사님 ${v.count}명이 나누어 들고 가 주세요. 모두 ${v.peer}님께 도착해야 합니다!”`,
    technical: (v) => `${bytes(v.bytes)}짜리 데이터그램은 MTU보다 길어, IP가 단편 ${v.count}개로 나눕니다(단편화). UDP 헤더는 첫 단편에만 있고, 각 단편의 자리는 오프셋이 알려 줍니다.`,
  },
  "fragment-lost": {
    title: () => "단편 하나가 사라져 데이터그램 전체를 잃습니다",
    analogy: (v) => `“지금쯤 다 도착했겠지.” (기사 ${v.count}명 가운데 한 명이 들고 간 것은 ${mishap(v.why)}.)`,
    technical: (v) => `${nth(v.number)} 데이터그램의 단편 ${v.count}개 가운데 ${nth(v.index)} 것은 ${fate(v.why)}. 아무도 다시 보내지 않으며, 이것이 없으면 나머지도 쓸모가 없습니다.`,
  },
  "fragment-kept": {
    title: (v) => josa`${v.host}이/가 단편을 보관합니다`,
    analogy: () => "“이건 일부분이네요. 나머지가 올 때까지 선반에 올려 둘게요.”",
    technical: (v) => `${v.host}의 IP는 단편 ${v.count}개가 다 모일 때까지 최대 ${time(v.time)} 동안 기다립니다. 그때까지 UDP와 프로그램은 아무것도 모릅니다.`,
  },
  "datagram-whole": {
    title: (v) => josa`${v.host}이/가 데이터그램을 다 모았습니다`,
    analogy: () => "“이제 다 모였으니 다시 한 통의 편지가 되었습니다.”",
    technical: (v) => `단편 ${v.count}개가 모두 왔습니다. IP가 단편을 재조립하고, UDP는 전체의 체크섬을 확인한 뒤 ${bytes(v.bytes)}를 프로그램에 넘깁니다.`,
  },
  "fragments-discarded": {
    title: (v) => josa`${v.host}이/가 받은 단편을 버립니다`,
    analogy: () => "“빠진 부분은 이제 오지 않겠네요. 나머지도 버리겠습니다.”",
    technical: (v) => josa`${time(v.time)}이/가 지나도록 ${nth(v.number)} 데이터그램의 단편이 다 오지 않아, ${v.host}은/는 받은 단편을 버립니다. ${v.told ? `ICMP time exceeded(code 1)로 ${v.peer}에 알립니다.` : "첫 단편이 오지 않았으므로 아무에게도 알리지 않습니다."}`,
  },
  "error-passing": {
    title: (v) => `${v.host}의 프로그램은 이 사실을 알지 못합니다`,
    analogy: () => "(쪽지가 돌아왔지만, 경비원이 읽고는 아무에게도 말하지 않습니다.)",
    technical: (v) => `ICMP time exceeded는 일시적인 오류로 보므로, ${v.host}의 커널은 어느 호출에도 돌려주지 않습니다. 프로그램은 데이터그램이 사라진 것을 끝내 모릅니다.`,
  },
  "nobody-has-port": {
    title: () => "그 포트를 쓰는 프로그램이 없습니다",
    analogy: (v) => `“${v.port}호에는 아무도 안 계십니다.” (${v.host}의 경비실에서 퀵을 돌려보냅니다.)`,
    technical: (v) => `${v.host}에는 UDP ${v.port}번 포트를 연 소켓이 없습니다. UDP가 아니라 호스트가 ICMP destination unreachable(port unreachable)로 답합니다.`,
  },
  "error-withheld": {
    title: () => "포트를 쓰는 프로그램이 없지만 알리지도 않습니다",
    analogy: () => "(경비실에서 이미 여러 번 말했으므로, 잠시 쉬었다가 다시 말하기로 합니다.)",
    technical: (v) => `${v.host}에는 UDP ${v.port}번 포트를 연 소켓이 없습니다. 하지만 커널이 ${v.peer}에 ICMP 오류를 이미 여러 번 보냈으므로, 속도 제한에 따라 이번에는 보내지 않습니다.`,
  },
  "error-lost": {
    title: () => "오류 알림이 도착하지 못합니다",
    analogy: (v) => `(경비실에서 돌려보낸 퀵은 ${mishap(v.why)}.)`,
    technical: (v) => josa`${v.host}의 ICMP 메시지는 ${fate(v.why)}. 오류에 대한 오류는 보내지 않으므로 ${v.peer}은/는 아무것도 알지 못합니다.`,
  },
  "error-ignored": {
    title: (v) => `${v.host}의 프로그램은 이 소식을 듣지 못합니다`,
    analogy: () => "(퀵 기사가 돌아와 소식을 전하지만, 알려 달라고 부탁한 사람이 없습니다.)",
    technical: (v) => `${v.host}의 소켓은 연결(connect)되어 있지 않아 어느 호출도 ICMP 오류를 돌려받지 못합니다. 프로그램은 아무 일도 없는 듯이 계속합니다.`,
  },
  "error-kept": {
    title: (v) => josa`${v.host}이/가 오류를 전해 듣습니다`,
    analogy: () => "“그 문 안에는 아무도 없다고요? 다음번을 위해 기억해 둘게요.”",
    technical: (v) => `${v.host}의 소켓은 ${v.peer}에 연결(connect)되어 있으므로 오류가 소켓에 남습니다. 이 소켓을 다음에 쓰는 호출이 오류를 돌려받습니다.`,
  },
  "refused-by-icmp": {
    title: () => "호출이 연결 거부로 실패합니다",
    analogy: (v) => `“${v.peer}님께요? 그 문 안에는 아무도 안 계셨는데요.”`,
    technical: (v) => `ICMP가 알려 온 오류를 이번 ${call(v.call)} 호출이 돌려받습니다(ECONNREFUSED). 오류는 그것으로 지워지고, 다음 호출은 다시 시도됩니다.`,
  },
  "frames-begin": {
    title: (v) => josa`${v.host}이/가 프레임을 보내기 시작합니다`,
    analogy: (v) => v.protocol === "udp"
      ? `“${v.peer}님, ${time(v.every)}마다 퀵을 보냅니다. 무사히 도착하는 것만 받으세요.”`
      : `“${v.peer}님, ${time(v.every)}마다 소포를 보냅니다. 하나도 빠짐없이 순서대로 받으실 거예요.”`,
    technical: (v) => josa`${v.host}은/는 ${bytes(v.bytes)}짜리 프레임 ${grouped(v.count)}개를 ${time(v.every)}마다 하나씩 ${v.protocol === "udp" ? "데이터그램 하나에 담아" : "연결에 실어"} 보냅니다.${clock(v.peer, v.playOut)}`,
  },
  "frame-late": {
    title: (v) => `${which(v.number, v.last)} 프레임이 너무 늦게 옵니다`,
    analogy: (v) => v.protocol === "udp"
      ? "“너무 늦게 와서 차례가 이미 지났어요. 버리는 수밖에 없네요.”"
      : "“순서대로 다 받기는 했지만, 빠진 것을 기다리다가 차례가 지나 버렸어요.”",
    technical: (v) => v.protocol === "udp"
      ? josa`${which(v.number, v.last)} 프레임은 재생할 시각이 지난 뒤에 왔으므로 ${v.host}에는 쓸모가 없습니다.`
      : `${which(v.number, v.last)} 프레임은 재생할 시각이 지난 뒤에 넘어왔습니다. 앞의 것이 사라져 다시 보내는 중이거나 아직 보내지 못했으면, TCP는 뒤의 것을 넘기지 않습니다.`,
  },
  "frames-over": {
    title: (v) => `프레임 ${grouped(v.count)}개 가운데 ${grouped(v.inTime)}개가 제때 왔습니다`,
    analogy: (v) => `“${v.protocol === "udp" ? ofMessengers(v) : ofParcels(v)}”`,
    technical: (v) => josa`${v.protocol.toUpperCase()}으로/로 보낸 프레임 ${grouped(v.count)}개 가운데 ${v.host}은/는 ${grouped(v.inTime)}개를 제때 받았습니다.${rest(v)}`,
  },
};

interface Counts { readonly late: number; readonly missing: number; readonly outOfOrder: number; readonly duplicates: number }

/** What the receiver says who had nothing promised. */
function ofMessengers({ late, missing }: Counts): string {
  if (missing > 0) return "퀵은 정말 빨랐어요. 하지만 약속한 것은 없었고, 오지 않은 것도 있네요.";
  return late > 0 ? "모두 오기는 했어요. 하지만 약속한 것은 없었고, 너무 늦은 것도 있네요." : "퀵은 정말 빨랐고, 모두 왔네요. 약속한 것은 없었는데도요.";
}

/** What the receiver says who had everything promised, in order. */
function ofParcels({ late, missing }: Counts): string {
  if (missing > 0) return "약속대로 순서대로 오기는 했어요. 하지만 그 뒤로는 오지 않네요.";
  return late > 0 ? "약속대로 빠짐없이 순서대로 왔어요. 하지만 어떤 것은 필요 없어진 뒤에 왔네요." : "약속대로 빠짐없이, 순서대로, 제때 왔어요.";
}

function which(number: number, last: number): string {
  return last > number ? `${number}번부터 ${last}번까지의` : `${number}번`;
}

/** What else the receiver counted, where there is any. */
function rest(counts: Counts): string {
  const parts = [
    [counts.late, "너무 늦은 것"], [counts.missing, "오지 않은 것"], [counts.outOfOrder, "순서가 바뀐 것"], [counts.duplicates, "두 번 온 것"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, what]) => `${what}이 ${grouped(count)}개`);
  return said.length === 0 ? "" : ` ${said.join(", ")}입니다.`;
}

function inside(text: string | null): string {
  return text === null ? "" : josa` 안에는 ‘${text}’이/가 들어 있어요.`;
}

/** 100바이트짜리 데이터그램 하나를, or several. */
function load(count: number, datagramCount: number): string {
  return datagramCount > 1 ? `데이터 ${bytes(count)}를 데이터그램 ${grouped(datagramCount)}개에 나누어` : `${bytes(count)}짜리 데이터그램 하나를`;
}

function clock(receiver: string, playOut: number | null): string {
  return playOut === null ? "" : josa` ${receiver}은/는 첫 프레임을 도착한 지 ${time(playOut)} 뒤에 재생하고, 그다음부터는 같은 간격으로 재생합니다.`;
}

function call(name: string): string {
  return name === "send" ? "보내기" : "받기";
}
