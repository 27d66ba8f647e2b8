// What a crowd of SYNs does to a listener, in Korean (RFC 4987).

import type { CaptionWords } from "../caption-words.ts";
import { grouped } from "../number.ts";
import { josa } from "../particle.ts";
import { before, time } from "./values.ts";

type Floods =
  | "flood-begins" | "flood-over" | "syn-queue-full" | "accept-queue-full" | "connection-waits" | "accepted" | "flood-dropped"
  | "flood-answered-by-cookies" | "syn-dropped" | "cookie-sent" | "established-by-cookie" | "cookie-returned" | "cookie-failed" | "last-ack-ignored"
  | "last-ack-reset" | "half-open-given-up";

const queueName = (queue: "syn" | "accept"): string => (queue === "syn" ? "SYN 대기열" : "수락 대기열");

/** 플러딩, 대기열, 쿠키. */
export const floods: Pick<CaptionWords, Floods> = {
  "flood-begins": {
    title: (v) => josa`${v.host}이/가 SYN 플러딩을 시작합니다`,
    analogy: (v) => `(${v.peer}의 전화가 쉴 새 없이 울립니다. 거는 쪽은 매번 남의 번호를 남기고 끊어 버립니다.)`,
    technical: (v) =>
      josa`SYN ${grouped(v.count)}개가 ${time(v.every)}마다 하나씩 ${v.peer}으로/로 갑니다. 출발지 주소 ${grouped(v.sources)}개는 ${v.host}의 것이 아니므로, SYN+ACK를 받고 ACK로 답할 호스트가 없습니다.`,
  },
  "flood-over": {
    title: () => "플러딩이 끝났습니다",
    analogy: (v) => v.queued === 0
      ? josa`(${v.host}은/는 전화를 그만 겁니다. ${v.peer}의 책상에는 남은 메모가 없습니다.)`
      : josa`(${v.host}은/는 전화를 그만 걸지만, ${v.peer}의 책상에는 메모가 남아 있습니다.)`,
    technical: (v) => `SYN ${grouped(v.count)}개의 결과는 다음과 같습니다. ${outcome(v)}.${v.queued === 0 ? "" : " 대기열의 항목은 SYN+ACK를 정해진 횟수만큼 다시 보낼 때까지 남습니다."}`,
  },
  "syn-queue-full": {
    title: () => "SYN 대기열이 가득 찼습니다",
    analogy: (v) => `“다시 걸어야 할 사람의 메모가 ${grouped(v.length)}장입니다. 더는 둘 자리가 없네요.”`,
    technical: (v) => `${v.host}의 연결 ${grouped(v.length)}개가 반쯤 열린 채 SYN-RECEIVED 상태로 ACK를 기다립니다. 백로그의 한도에 이르러 더는 받을 수 없습니다.`,
  },
  "accept-queue-full": {
    title: () => "수락 대기열이 가득 찼습니다",
    analogy: (v) => `“지금 ${grouped(v.length)}명이 통화를 기다리시는데, 아무도 전화를 넘겨받지 않네요.”`,
    technical: (v) => `${v.host}에는 열렸지만 프로그램이 수락하지 않은 연결이 ${grouped(v.length)}개 있습니다. 프로그램이 하나를 꺼내 갈 때까지 새 SYN은 조용히 버려집니다.`,
  },
  "connection-waits": {
    title: () => "연결이 수락을 기다립니다",
    analogy: () => "“연결되었습니다. 담당자가 받을 때까지 잠시 기다려 주세요.”",
    technical: (v) => `TCP는 연결을 열었지만 ${v.host}의 프로그램이 아직 수락하지 않았습니다. 수락 대기열에는 이제 연결이 ${grouped(v.length)}개 있습니다.`,
  },
  "accepted": {
    title: (v) => `${v.host}의 프로그램이 연결을 수락합니다`,
    analogy: (v) => `“${v.peer}님, 기다려 주셔서 고맙습니다. 이제 말씀하세요.”`,
    technical: (v) => josa`프로그램이 가장 오래 기다린 ${v.peer}과/와의 연결을 수락 대기열에서 꺼냅니다.`,
  },
  "flood-dropped": {
    title: (v) => josa`${v.host}이/가 SYN을 버립니다`,
    analogy: () => "(전화가 울리지만 이제 아무도 받지 않습니다.)",
    technical: (v) => josa`대기열이 가득 차서 그 뒤의 SYN은 모두 조용히 버려집니다. SYN+ACK도 RST도 보내지 않습니다. ${v.host}은/는 정상 SYN과 ${v.peer}의 SYN을 구별하지 못합니다.`,
  },
  "flood-answered-by-cookies": {
    title: (v) => josa`${v.host}이/가 쿠키로 답합니다`,
    analogy: () => "“암호를 하나 드릴게요. 그 암호를 대고 다시 거시면 알아보겠습니다. 그때까지는 아무것도 적어 두지 않아요.”",
    technical: (v) => josa`${v.host}은/는 이 SYN들을 하나도 기억하지 않습니다. 기억해야 할 것은 SYN+ACK의 시퀀스 번호, 곧 쿠키에 담아 보냅니다. 이미 대기열에 있는 항목은 그대로 남습니다.`,
  },
  "syn-dropped": {
    title: (v) => josa`${v.host}이/가 정상 SYN까지 버립니다`,
    analogy: (v) => josa`(${v.peer}이/가 전화를 걸지만 ${v.host}은/는 받지 않습니다. 조금 있다가 다시 걸어 볼 것입니다.)`,
    technical: (v) => josa`${v.peer}의 SYN(seq=${v.seq})이 왔지만 ${queueName(v.queue)}이 가득 차서 조용히 버려집니다. ${v.peer}은/는 재전송 타이머가 만료되면 SYN을 다시 보냅니다.`,
  },
  "cookie-sent": {
    title: (v) => josa`${v.host}이/가 ISN 대신 쿠키를 보냅니다`,
    analogy: (v) => josa`“${v.peer}님, 암호는 ${v.seq}이에요/예요. 대답하실 때 말씀해 주시면 통화할 수 있습니다.”`,
    technical: (v) => josa`seq=${v.seq}은/는 보통의 ISN이 아닙니다. 주소와 포트를 비밀 키로 해시한 값에 ${v.peer}의 ISN(${before(v.ack)}), 분 단위 시각, MSS를 더했습니다. ${v.host}은/는 LISTEN 상태로 아무것도 기억하지 않습니다.`,
  },
  "established-by-cookie": {
    title: (v) => josa`${v.host}은/는 이제 ESTABLISHED입니다`,
    analogy: (v) => `“네, ${v.peer}님! 잘 들립니다. 주신 암호도 말씀드릴게요.”`,
    technical: (v) => josa`${v.host}은/는 SYN+ACK를 받아 ESTABLISHED 상태가 되고 ACK(seq=${v.seq}, ack=${v.ack}: 쿠키에 1을 더한 값)를 보냅니다. 이 ACK가 올 때까지 ${v.peer}은/는 LISTEN 상태이고 이 연결을 전혀 모릅니다.`,
  },
  "cookie-returned": {
    title: (v) => josa`쿠키가 ${v.host}으로/로 돌아옵니다`,
    analogy: () => "“제가 드린 암호가 맞네요. 어서 들어오세요!”",
    technical: (v) => josa`ack=${v.ack}에서 1을 빼면 쿠키(${before(v.ack)})이고, 해시가 맞습니다. SYN+ACK를 받은 쪽만 알 수 있는 값이므로 ${v.host}은/는 이것으로 연결을 만들고 곧바로 ESTABLISHED 상태가 됩니다.`,
  },
  "cookie-failed": {
    title: (v) => josa`${v.host}이/가 모르는 쿠키입니다`,
    analogy: () => "“그런 암호는 아무에게도 드린 적이 없습니다.”",
    technical: (v) => josa`${before(v.ack)}은/는 ${v.host}이/가 최근 2분 동안 이 주소와 포트에 만들어 준 쿠키가 아닙니다. 이 ACK는 어떤 연결에도 속하지 않으므로 RST로 답합니다.`,
  },
  "last-ack-ignored": {
    title: () => "마지막 ACK가 들어갈 자리가 없습니다",
    analogy: (v) => josa`“${v.host}이/가 내 말을 들었으니 연결됐네.” (하지만 대기실이 가득 차서 ${v.host}은/는 못 들은 척합니다.)`,
    technical: (v) => josa`수락 대기열이 가득 차서 ${v.host}은/는 ACK(ack=${v.ack})를 무시하고 SYN-RECEIVED 상태에 머뭅니다. ${v.peer}은/는 이미 ESTABLISHED 상태입니다. SYN+ACK는 다시 보냅니다.`,
  },
  "last-ack-reset": {
    title: (v) => josa`${v.host}이/가 자리가 없어 RST를 보냅니다`,
    analogy: () => "“죄송합니다. 지금은 아무도 전화를 받을 수 없습니다. 안녕히 계세요!”",
    technical: (v) => josa`수락 대기열이 가득 찼고, ${v.host}은/는 넘치면 연결을 끊도록 설정되어 있습니다. 마지막 ACK에 RST로 답하므로 ${v.peer}도 바로 알게 됩니다.`,
  },
  "half-open-given-up": {
    title: (v) => josa`${v.host}이/가 반쯤 열린 연결을 포기합니다`,
    analogy: () => "“이만하면 여러 번 다시 걸었어요. 이 메모는 버리겠습니다.”",
    technical: (v) => v.early
      ? josa`SYN 대기열이 절반 넘게 찼으므로 ${v.host}은/는 가장 오래된 항목을 정해진 때보다 일찍 포기합니다. 지금 오는 SYN은 자리를 얻을 수 있습니다.`
      : josa`SYN+ACK를 정해진 횟수만큼 다시 보냈지만 답이 없습니다. ${v.host}은/는 이 항목을 포기하고, 자리가 다시 빕니다.`,
  },
};

/** What became of the SYNs, without what became of none. */
function outcome(counts: { readonly queued: number; readonly cookies: number; readonly dropped: number }): string {
  const parts = [[counts.queued, "SYN 대기열에 들어간 것"], [counts.cookies, "쿠키로 답한 것"], [counts.dropped, "버린 것"]] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, what]) => `${what}이 ${grouped(count)}개`);
  return said.length === 0 ? "대기열에 들어간 것도, 쿠키로 답한 것도, 버린 것도 없습니다" : `${said.join(", ")}입니다`;
}
