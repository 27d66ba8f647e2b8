// How two ends meet by TLS, in Korean (RFC 8446, RFC 5246): two who mean to write each other sealed letters.

import type { CaptionWords } from "../caption-words.ts";
import { josa } from "../particle.ts";
import { alertText } from "../tls-alert-words.ts";
import { tlsAlerts } from "./tls-alerts.ts";
import { bytes } from "./values.ts";

/** TLS. */
export const tls: Pick<CaptionWords, Extract<keyof CaptionWords, `tls-${string}`>> = {
  "tls-hello": {
    title: (v) => josa`${v.host}이/가 인사합니다`,
    analogy: () => "“봉인한 편지를 주고받읍시다. 제가 아는 봉인은 이런 것들입니다.”",
    technical: (v) => `ClientHello(${bytes(v.bytes)})는 평문으로 갑니다. 버전, 암호 스위트, 서버 이름이 들어 있고, ${v.group === null ? "키는 뒤에 따로 메시지를 주고받아 만듭니다." : `서버가 쓸 것으로 짐작한 ${v.group}의 키 공유도 들어 있습니다.`}`,
  },
  "tls-hello-resumes": {
    title: (v) => josa`${v.host}이/가 이전 세션을 대며 인사합니다`,
    analogy: (v) => (v.by === "ticket" ? "“우리는 아는 사이지요. 지난번에 주신 표를 가져왔습니다.”" : "“우리는 아는 사이지요. 장부에서 저를 찾아보세요.”"),
    technical: (v) => `ClientHello(${bytes(v.bytes)})에 이전 세션의 ${v.by === "ticket" ? "티켓이" : "ID가"} 들어 있습니다. 서버가 아직 받아 준다면 이번에는 인증서가 필요 없습니다.`,
  },
  "tls-hello-again": {
    title: (v) => josa`${v.host}이/가 다시 인사합니다`,
    analogy: () => "“그럼 원하시는 모양으로 반쪽을 다시 드리겠습니다.”",
    technical: (v) => `두 번째 ClientHello는 첫 번째와 같지만 이번에는 ${v.group}의 키 공유가 들어 있습니다. 짐작이 틀려 왕복이 한 번 더 들었습니다.`,
  },
  "tls-hello-answered": {
    title: (v) => josa`${v.host}이/가 쓸 것을 고릅니다`,
    analogy: () => "“좋습니다. 이것으로 하지요.”",
    technical: (v) => josa`ServerHello가 ${v.version}과/와 ${v.suite}을/를 고릅니다. ${v.version === "TLS 1.3" ? "서버의 키 공유도 들어 있어, 여기부터 양쪽이 암호화할 수 있습니다." : "아직은 양쪽 모두 평문으로 보냅니다."}`,
  },
  "tls-session-resumed": {
    title: (v) => josa`${v.host}이/가 이전 세션을 재개합니다`,
    analogy: () => "“기억합니다. 신분증을 다시 보여 주지 않으셔도 됩니다.”",
    technical: (v) => josa`ServerHello가 ${v.version}과/와 ${v.suite}으로/로 이전 세션을 재개합니다. ${v.version === "TLS 1.3" ? "그때의 비밀이 인증서를 대신하고, 새 키 공유도 함께 써서 새 키를 만듭니다." : "그때의 비밀이 인증서와 키 교환을 대신합니다."}`,
  },
  "tls-share-refused": {
    title: (v) => josa`${v.host}이/가 다른 키 공유를 요청합니다`,
    analogy: () => "“이런 모양의 반쪽은 쓸 수 없습니다. 다른 모양으로 보내 주세요.”",
    technical: (v) => `HelloRetryRequest: 서버는 받은 키 공유를 쓸 수 없어 ${v.group}의 키 공유를 요청합니다. 클라이언트는 ClientHello를 다시 보냅니다.`,
  },
  "tls-certificate-shown": {
    title: (v) => josa`${v.host}이/가 인증서를 보입니다`,
    analogy: () => "“제 신분증입니다. 기관의 도장이 있으니, 믿을 만한지 살펴보세요.”",
    technical: (v) => josa`${v.subject}의 인증서와 그 체인입니다. ${v.encrypted ? "이미 암호화되어 있습니다." : "TLS 1.2에서는 평문이라 중간에서 누구나 볼 수 있습니다."} ${v.peer}은/는 이름과 유효 기간, 누가 서명했는지를 확인합니다.`,
  },
  "tls-no-certificate": {
    title: (v) => josa`${v.host}에는 인증서가 없습니다`,
    analogy: () => "“보여 드릴 신분증이 없습니다.”",
    technical: (v) => josa`빈 Certificate입니다. ${v.host}은/는 인증서를 요구받았지만 가진 것이 없습니다. 그래도 되는지는 ${v.peer}이/가 정합니다.`,
  },
  "tls-certificate-proved": {
    title: (v) => josa`${v.host}이/가 인증서의 주인임을 증명합니다`,
    analogy: () => "“그리고 지금까지 나눈 말에 제 반지로 직접 찍은 인장입니다.”",
    technical: (v) => `CertificateVerify는 지금까지 오간 메시지 전체에 대한 서명입니다. 인증서는 누구나 복사할 수 있지만, 서명은 개인 키를 가진 ${v.host}만 할 수 있습니다.`,
  },
  "tls-certificate-asked": {
    title: (v) => `${v.host}도 인증서를 요구합니다`,
    analogy: () => "“그쪽 신분증도 보고 싶습니다.”",
    technical: (v) => josa`CertificateRequest: ${v.host}은/는 ${v.peer}이/가 누구인지 알고 싶어 합니다. 웹에서는 드문 일이며, 사용자는 보통 TLS 위에서 로그인합니다.`,
  },
  "tls-value-sent": {
    title: (v) => josa`${v.host}이/가 비밀의 반쪽을 보냅니다`,
    analogy: () => "“수수께끼의 반쪽입니다. 이것만으로는 아무에게도 쓸모가 없어요.”",
    technical: (v) => (v.signed
      ? "ServerKeyExchange: 서버의 공개값에 인증서의 키로 서명했습니다."
      : "ClientKeyExchange: 클라이언트의 공개값입니다. 양쪽은 두 값으로 같은 비밀을 계산합니다."),
  },
  "tls-secret-sent": {
    title: (v) => josa`${v.host}이/가 비밀 자체를 잠가서 보냅니다`,
    analogy: () => "“제가 비밀을 하나 지어, 당신의 열쇠로만 열리는 상자에 넣었습니다.”",
    technical: (v) => `ClientKeyExchange(${bytes(v.bytes)})에는 인증서의 RSA 키로 암호화한 비밀이 있습니다. 몇 년 뒤라도 그 개인 키를 얻은 사람은 모두 복호화할 수 있어, TLS 1.3에서는 없어졌습니다.`,
  },
  "tls-keys-changed": {
    title: (v) => josa`${v.host}이/가 새 키로 바꿉니다`,
    analogy: () => "“다음 편지부터는 모두 봉인하겠습니다.”",
    technical: (v) => josa`ChangeCipherSpec 뒤에 ${v.host}이/가 보내는 것은 모두 암호화됩니다. TLS 1.3에는 오래된 중간 장비와의 호환을 위해서만 남아 있습니다.`,
  },
  "tls-finished": {
    title: (v) => josa`${v.host} 쪽의 핸드셰이크가 끝납니다`,
    analogy: () => "“제가 듣고 한 말은 이렇습니다. 그쪽 기억과 한 마디씩 맞추어 보세요.”",
    technical: (v) => josa`Finished는 핸드셰이크 전체에 대한 검증값입니다. 도중에 누가 메시지를 바꾸었다면 값이 맞지 않아 ${v.peer}이/가 연결을 끊습니다.`,
  },
  "tls-ticket-given": {
    title: (v) => (v.count === 1 ? josa`${v.host}이/가 티켓을 줍니다` : josa`${v.host}이/가 티켓 ${v.count}장을 줍니다`),
    analogy: (v) => (v.count === 1 ? "“다음에 이 표를 가져오시면 더 빨리 끝납니다.”" : "“다음에 이 표들 가운데 하나를 가져오시면 더 빨리 끝납니다.”"),
    technical: (v) => josa`NewSessionTicket이 있으면 ${v.peer}은/는 나중에 이 세션을 재개할 수 있습니다. ${v.count === 1 ? "티켓은 그에 딸린 비밀을 아는 쪽만 쓸 수 있습니다." : "한 장을 한 번만 쓰면, 두 번의 방문이 같은 사람의 것인지 밖에서는 알 수 없습니다."}`,
  },
  "tls-early-data-sent": {
    title: (v) => josa`${v.host}이/가 핸드셰이크가 끝나기 전에 데이터를 보냅니다`,
    analogy: () => "“지난번 봉인을 알고 있으니, 용건도 바로 함께 보냅니다.”",
    technical: (v) => `0-RTT 데이터(${bytes(v.bytes)}${inside(v.text)})를 이전 세션의 비밀로 암호화했습니다. 누가 이것을 복사해 서버에 다시 보내도(재생 공격) TLS만으로는 막지 못합니다.`,
  },
  "tls-early-data-taken": {
    title: (v) => josa`${v.host}이/가 0-RTT 데이터를 받아들입니다`,
    analogy: () => "“인사와 함께 온 용건을 잘 받았으니, 바로 답하겠습니다.”",
    technical: (v) => josa`EncryptedExtensions에 early_data가 있습니다. ${v.host}은/는 ClientHello와 함께 온 데이터를 받아들였고, 핸드셰이크가 끝나기 전에 답할 수 있습니다. 왕복이 한 번 줄어듭니다.`,
  },
  "tls-early-data-refused": {
    title: (v) => josa`${v.host}이/가 0-RTT 데이터를 거부합니다`,
    analogy: () => "“인사와 함께 온 용건은 읽지 않았습니다. 인사가 끝난 뒤에 다시 말씀해 주세요.”",
    technical: (v) => josa`EncryptedExtensions에 early_data가 없습니다. ${v.host}은/는 재생 공격 등을 막으려고 그 레코드를 읽지 않고 버립니다. 핸드셰이크는 그대로 이어집니다.`,
  },
  "tls-early-data-over": {
    title: (v) => josa`${v.host}이/가 0-RTT 데이터를 마칩니다`,
    analogy: () => "“옛 봉인으로 쓰는 글은 여기까지입니다.”",
    technical: () => "EndOfEarlyData는 0-RTT 데이터의 키로 보내는 마지막 레코드입니다. 여기부터 클라이언트는 새 핸드셰이크의 키를 씁니다.",
  },
  "tls-data-sent-again": {
    title: (v) => (v.text === null ? josa`${v.host}이/가 데이터를 다시 보냅니다` : josa`${v.host}이/가 ${v.text}을/를 다시 보냅니다`),
    analogy: () => "“그럼 새 봉인으로 한 번 더 보내겠습니다.”",
    technical: (v) => `서버가 거부한 0-RTT 데이터(${bytes(v.bytes)}${inside(v.text)})를 새 핸드셰이크의 키로 다시 보냅니다. 아끼려던 시간 말고는 잃은 것이 없습니다.`,
  },
  "tls-data-sent": {
    title: (v) => (v.text === null ? josa`${v.host}이/가 데이터를 보냅니다` : josa`${v.host}이/가 ${v.text}을/를 보냅니다`),
    analogy: () => "(봉인한 편지가 갑니다. 읽을 수 있는 사람은 둘뿐입니다.)",
    technical: (v) => josa`데이터(${bytes(v.bytes)}${inside(v.text)})를 암호화한 레코드에 담았습니다. 밖에서는 언제 얼마나 오가는지만 보입니다.`,
  },
  "tls-keys-updated": {
    title: (v) => josa`${v.host}이/가 키를 바꿉니다`,
    analogy: (v) => (v.requested ? "“이 인장은 오래 썼네요. 다음 편지부터 새 인장을 쓸 테니, 그쪽도 바꾸어 주세요.”" : "“다음 편지부터 새 인장을 쓰겠습니다.”"),
    technical: (v) => josa`KeyUpdate${v.requested ? "(update_requested)" : ""} 뒤에 ${v.host}이/가 보내는 것은 지난 키에서 만든 다음 키로 암호화됩니다. ${v.requested ? josa`${v.peer}도 다음 데이터를 보내기 전에 바꿉니다.` : "핸드셰이크는 필요 없습니다."}`,
  },
  "tls-closed": {
    title: (v) => josa`${v.host}이/가 더 보낼 것이 없다고 알립니다`,
    analogy: () => "“이것이 마지막 편지입니다. 이 말도 봉인해서 드립니다.”",
    technical: (v) => josa`close_notify는 암호화한 작별 인사입니다. 이것이 없으면 ${v.peer}은/는 데이터가 끝난 것인지 누가 끊은 것인지 알 수 없습니다. 그다음 TCP가 연결을 닫습니다.`,
  },
  "tls-alert": {
    title: (v) => josa`${v.host}이/가 경고를 보냅니다`,
    analogy: (v) => `“잠깐만요! ${alertText(tlsAlerts, v.alert)?.said ?? "뭔가 잘못되었습니다."} 편지는 여기서 그만두겠습니다.”`,
    technical: (v) => `${v.fatal ? "치명적 경고" : "가벼운 경고"}(${v.alert})입니다. ${alertText(tlsAlerts, v.alert)?.reason ?? "무엇인가 잘못되었습니다"}. ${v.fatal ? "양쪽 모두 더 보내지 않으며, TCP가 연결을 닫습니다." : "곧 close_notify가 뒤따릅니다."}`,
  },
  "tls-failed": {
    title: (v) => josa`${v.host}의 세션이 실패했습니다`,
    analogy: () => "“편지가 그냥 끊겼네요. 이것이 전부인지 모르겠습니다.”",
    technical: (v) => josa`${v.peer}과/와의 연결이 close_notify 없이 끝났습니다. 지금까지 받은 것이 전부가 아닐 수 있습니다.`,
  },
};

function inside(text: string | null): string {
  return text === null ? "" : `, ${text}`;
}
