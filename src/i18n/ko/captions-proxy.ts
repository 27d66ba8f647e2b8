// What a SYN proxy does before a server, in Korean (RFC 4987 §3.8).

import type { CaptionWords } from "../caption-words.ts";
import { josa } from "../particle.ts";
import { before, kindName } from "./values.ts";

type Proxy = "flood-stopped-by-proxy" | "proxy-answers" | "proxy-opens" | "proxy-joins" | "proxy-translates" | "proxy-refuses" | "proxy-drops" | "echo-unknown";

/** SYN 프록시. */
export const proxy: Pick<CaptionWords, Proxy> = {
  "flood-stopped-by-proxy": {
    title: (v) => josa`${v.host}이/가 플러딩을 막아 냅니다`,
    analogy: (v) => `(${v.server} 앞에는 안내원이 앉아 있습니다. 모든 전화에 암호를 하나씩 일러 줄 뿐, 아무것도 적어 두지 않습니다.)`,
    technical: (v) => josa`${v.host}이/가 ${v.server}을/를 대신해 이 SYN마다 쿠키를 시퀀스 번호로 담아 답합니다. 쿠키를 되돌려 줄 호스트가 없으므로 플러딩은 여기서 멈추고, ${v.server}의 SYN 대기열은 비어 있습니다.`,
  },
  "proxy-answers": {
    title: (v) => josa`${v.host}이/가 ${v.server}을/를 대신해 답합니다`,
    analogy: (v) => `“${v.peer}님, 안녕하세요. 암호는 ${v.seq}입니다. 암호를 말씀해 주시면 연결해 드릴게요. 용건은 그때 말씀해 주세요.”`,
    technical: (v) => josa`SYN+ACK의 출발지는 ${v.server}의 주소이지만, ${v.server}은/는 이 일을 전혀 모릅니다. seq=${v.seq}은/는 쿠키이고 ack=${v.ack}입니다. 윈도가 0이므로 ${v.peer}은/는 아직 데이터를 보내지 않습니다. ${v.host}은/는 아무것도 기억하지 않습니다.`,
  },
  "proxy-opens": {
    title: (v) => josa`${v.host}이/가 ${v.server}과/와 연결을 엽니다`,
    analogy: (v) => `“암호가 맞습니다. ${v.server}님, ${v.peer}님께서 정말로 전화하셨어요.”`,
    technical: (v) => josa`${before(v.ack)}은/는 쿠키입니다. ${v.peer}이/가 SYN+ACK를 받았으니 주소는 위조가 아닙니다. ${v.host}은/는 ${v.peer}의 이름으로 같은 seq=${v.seq}과/와 쿠키에 남은 옵션을 담아 ${v.server}에 SYN을 보냅니다.`,
  },
  "proxy-joins": {
    title: (v) => josa`${v.host}이/가 두 연결을 잇습니다`,
    analogy: (v) => `“${v.peer}님, 연결되었습니다. 이제 말씀하세요.”`,
    technical: (v) => josa`${v.server}은/는 자신의 ISN으로 ${v.seq}을/를 골랐습니다. ${v.host}은/는 이를 확인하고(ack=${v.ack}), ${v.peer}에는 윈도를 여는 ACK를 보냅니다. 쿠키와 이 ISN은 서로 다르므로 ${v.host}은/는 그 차이를 기억합니다.`,
  },
  "proxy-translates": {
    title: (v) => josa`${v.host}이/가 번호를 바꿔 적습니다`,
    analogy: () => "(이제 안내원은 말을 그대로 전하면서, 한쪽의 번호를 다른 쪽의 번호로 바꿔 줄 뿐입니다.)",
    technical: (v) => josa`${v.peer}은/는 쿠키부터, ${v.server}은/는 자신의 ISN부터 셉니다. 그래서 지나가는 동안 ${v.field}=${v.before}이/가 ${v.field}=${v.after}으로/로 바뀝니다. 반대 방향의 ${v.field === "seq" ? "ack" : "seq"}도 연결이 끝날 때까지 같은 차이만큼 바뀝니다.`,
  },
  "proxy-refuses": {
    title: (v) => josa`${v.host}이/가 모르는 쿠키입니다`,
    analogy: () => "“그런 암호를 드린 적이 없습니다.” (안내원이 수화기를 내려놓습니다.)",
    technical: (v) => josa`이 ACK는 어느 연결에도 속하지 않고, ${before(v.ack)}은/는 ${v.host}이/가 이 주소와 포트에 최근에 만들어 준 쿠키가 아닙니다. 조용히 버려지므로 ${v.server}에는 닿지 않습니다.`,
  },
  "echo-unknown": {
    title: (v) => josa`${v.host}이/가 이 ACK를 받아들이지 않습니다`,
    analogy: () => "“그 시각에는 제가 말한 적이 없습니다. 다시 말씀해 주세요.”",
    technical: (v) => josa`되돌아온 타임스탬프 ${v.echo}은/는 ${v.host}이/가 SYN+ACK에 적은 적이 없는 값입니다. 그래서 ACK로 답하고, ${v.peer}의 세그먼트가 올바른 값을 담아 올 때까지 SYN-RECEIVED 상태에 머뭅니다.`,
  },
  "proxy-drops": {
    title: (v) => josa`${v.host}이/가 연결에 속하지 않는 ${kindName(v.kind)}을/를 버립니다`,
    analogy: () => "(그런 분과는 통화하고 있지 않습니다.)",
    technical: (v) => josa`${v.peer}에서 온 이 세그먼트는 어느 연결에도 속하지 않고, 연결을 열 수도 없습니다. ${v.host}이/가 버리므로 ${v.server}에는 닿지 않습니다.`,
  },
};
