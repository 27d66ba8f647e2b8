// How two ends meet by SSH, in Korean (RFC 4253, RFC 4252, RFC 4254): two spies who check each other before they talk.

import type { CaptionWords } from "../caption-words.ts";
import { josa } from "../particle.ts";
import { bytes } from "./values.ts";

/** Why an SSH connection ended, as programs put it in English. */
const REASONS: Readonly<Record<string, string>> = {
  "no matching key exchange method found": "공통된 키 교환 알고리즘이 없습니다",
  "no matching host key type found": "공통된 호스트 키 종류가 없습니다",
  "no matching cipher found": "공통된 암호 알고리즘이 없습니다",
  "no matching MAC found": "공통된 MAC 알고리즘이 없습니다",
  "no matching compression found": "공통된 압축 알고리즘이 없습니다",
  "Too many authentication failures": "인증 실패가 너무 많습니다",
  "Host key verification failed": "호스트 키가 알고 있던 것과 다릅니다",
  "Connection closed by remote host": "상대가 연결을 닫았습니다",
  "Connection reset by peer": "상대가 연결을 끊었습니다",
  "Corrupted MAC on input.": "메시지 인증 코드(MAC)가 맞지 않습니다",
  "Packet corrupt": "패킷의 길이가 있을 수 없는 값입니다",
  "Invalid SSH identification string.": "상대가 이 프로토콜을 쓰지 않습니다",
  "Protocol major versions differ.": "프로토콜의 주 버전이 다릅니다",
};

function reason(why: string): string {
  if (why.startsWith("Permission denied")) return "더 시도할 인증 방법이 없습니다";
  return REASONS[why] ?? `이유는 “${why.replace(/\.$/, "")}”입니다`;
}

/** SSH. */
export const ssh: Pick<CaptionWords, Extract<keyof CaptionWords, `ssh-${string}`>> = {
  "ssh-introduced": {
    title: (v) => josa`${v.host}이/가 자신을 소개합니다`,
    analogy: (v) => (v.first ? "“저는 2세대 요원입니다. 그쪽이 먼저 말하기를 기다리지는 않겠습니다.”" : "“저도 2세대입니다. 말이 통하겠군요.”"),
    technical: (v) => josa`${v.host}이/가 식별 문자열(${v.text})을 평문으로 보냅니다. ${v.first ? "TCP 연결이 열리면 양쪽 모두 바로 보내며, 서로 기다리지 않습니다." : "2.0은 프로토콜의 버전이고, 그 뒤는 프로그램의 이름입니다."}`,
  },
  "ssh-lists-sent": {
    title: (v) => josa`${v.host}이/가 쓸 수 있는 알고리즘을 알립니다`,
    analogy: () => "“제가 아는 암호는 이것이 전부입니다. 좋아하는 것부터 적었습니다.”",
    technical: (v) => (v.agreed === null
      ? josa`KEXINIT(${bytes(v.bytes)})에는 알고리즘 목록이 선호하는 순서로 들어 있습니다. 키 교환에서는 ${v.method}이/가 맨 앞입니다. 목록마다 양쪽에 다 있는 것 가운데 클라이언트가 가장 앞에 적은 것을 씁니다.`
      : josa`KEXINIT(${bytes(v.bytes)})까지 오면 양쪽이 서로의 목록을 알게 됩니다. 양쪽에 다 있는 것 가운데 클라이언트가 가장 앞에 적은 ${v.agreed.method}과/와 ${v.agreed.cipher}을/를 씁니다.`),
  },
  "ssh-rekey-asked": {
    title: (v) => josa`${v.host}이/가 새 키를 원합니다`,
    analogy: () => "“이 암호로 오래 이야기했으니, 다른 암호를 정합시다.”",
    technical: (v) => josa`이번에는 암호화된 KEXINIT(${bytes(v.bytes)})입니다. 키 교환을 다시 하고, 방향마다 NEWKEYS에서 키가 바뀝니다. RFC 4253은 1기가바이트나 한 시간마다 하도록 권합니다.`,
  },
  "ssh-value-sent": {
    title: (v) => josa`${v.host}이/가 비밀의 반쪽을 보냅니다`,
    analogy: () => "“수수께끼의 반쪽입니다. 누가 훔쳐봐도 이것만으로는 풀 수 없어요.”",
    technical: (v) => josa`${v.host}이/가 ${v.method}에 쓰는 공개값을 보냅니다. 비밀값은 보내지 않으므로, 엿보는 사람은 양쪽이 만들 비밀을 알아낼 수 없습니다.`,
  },
  "ssh-host-proved": {
    title: (v) => josa`${v.host}이/가 자신이 누구인지 증명합니다`,
    analogy: () => "“나머지 반쪽입니다. 지금까지 나눈 말에 제 인장을 찍어 두었습니다.”",
    technical: (v) => josa`${v.host}이/가 공개값, 호스트 키(${v.hostKey}), 지금까지의 교환 전체에 대한 서명을 보냅니다. ${v.peer}은/는 그 호스트 키를 알고 있던 키와 비교합니다.`,
  },
  "ssh-keys-changed": {
    title: (v) => josa`${v.host}이/가 새 키로 바꿉니다`,
    analogy: () => "“다음 말부터는 우리 암호로 말하겠습니다.”",
    technical: (v) => josa`NEWKEYS 뒤에 ${v.host}이/가 보내는 것은 모두 ${v.cipher === null ? "새 키" : v.cipher}으로/로 암호화됩니다. 방향마다 키가 따로 있고, 바꾸는 때도 다릅니다.`,
  },
  "ssh-service-asked": {
    title: (v) => josa`${v.host}이/가 로그인을 요청합니다`,
    analogy: () => "“암호를 확인하는 문으로 가도 되겠습니까?”",
    technical: (v) => josa`${v.host}이/가 ${v.service} 서비스를 요청합니다. 이 패킷부터는 암호화되어, 밖에서는 언제 얼마나 오가는지만 보입니다.`,
  },
  "ssh-methods-asked": {
    title: (v) => josa`${v.host}이/가 로그인 방법을 묻습니다`,
    analogy: (v) => josa`“저는 ${v.user}입니다. 그냥 들여보내 주시겠습니까?”`,
    technical: (v) => josa`${v.host}이/가 none 방법으로 ${v.user}의 로그인을 요청합니다. 거의 언제나 거부되지만, 그 답에 쓸 수 있는 방법이 적혀 있습니다.`,
  },
  "ssh-methods-listed": {
    title: (v) => josa`${v.host}이/가 인증 방법을 알려 줍니다`,
    analogy: () => "“그냥은 안 됩니다. 이런 증거라면 받겠습니다.”",
    technical: (v) => `USERAUTH_FAILURE를 받아도 연결은 끝나지 않습니다. 이어서 쓸 수 있는 방법을 알려 줄 뿐이며, 이 서버에서는 ${v.methods}입니다.`,
  },
  "ssh-key-offered": {
    title: (v) => josa`${v.host}이/가 공개 키를 내보입니다`,
    analogy: () => "“이런 문장이 새겨진 반지를 가지고 있습니다. 아시는 문장인가요?”",
    technical: (v) => josa`${v.host}이/가 공개 키(${v.algorithm})를 서명 없이 보냅니다. 서명에는 계산이 많이 들므로, 이 키로 되는지 먼저 묻습니다.`,
  },
  "ssh-key-known": {
    title: (v) => josa`${v.host}이/가 그 키를 알아봅니다`,
    analogy: () => "“제 장부에 있는 문장이군요. 이제 그 반지가 당신 것임을 보여 주세요.”",
    technical: (v) => josa`USERAUTH_PK_OK는 이 키(${v.algorithm})로 로그인할 수 있다는 답입니다. 공개 키는 누구나 가질 수 있으므로 아직 증명은 아닙니다.`,
  },
  "ssh-key-proved": {
    title: (v) => josa`${v.host}이/가 개인 키로 서명합니다`,
    analogy: () => "“오늘 나눈 말에 그 반지로 직접 찍은 인장입니다.”",
    technical: (v) => `같은 요청에, 이 세션과 사용자 이름에 대한 서명(${v.algorithm})을 붙입니다. 개인 키는 보내지 않으며, 서명은 이 세션에서만 쓸 수 있습니다.`,
  },
  "ssh-password-sent": {
    title: (v) => josa`${v.host}이/가 비밀번호를 보냅니다`,
    analogy: () => "“귀에 대고 암호를 말씀드리겠습니다.” (그것도 둘만 아는 말로 속삭입니다.)",
    technical: (v) => josa`${v.host}이/가 ${v.user}의 비밀번호를 암호화된 연결 안에서 보냅니다. 개인 키와 달리 ${v.peer}은/는 비밀번호를 읽게 됩니다.`,
  },
  "ssh-refused": {
    title: (v) => josa`${v.host}이/가 ${v.method === "password" ? "비밀번호" : "키"}을/를 받아들이지 않습니다`,
    analogy: (v) => (v.method === "password" ? "“그 암호가 아닙니다. 다시 말해 보세요.”" : "“모르는 문장입니다. 다른 것이 있으면 보여 주세요.”"),
    technical: (v) => josa`USERAUTH_FAILURE: 이 ${v.method === "password" ? "비밀번호" : "키"}으로/로는 안 됩니다. 쓸 수 있는 방법은 ${v.methods}입니다. 실패한 횟수를 세며, 너무 많으면 연결이 끝납니다.`,
  },
  "ssh-logged-in": {
    title: (v) => josa`${v.peer}이/가 로그인했습니다`,
    analogy: () => "“믿겠습니다. 들어오세요.”",
    technical: (v) => josa`USERAUTH_SUCCESS를 받은 ${v.peer}은/는 이제 채널을 열 수 있습니다. 서버는 호스트 키로, 사용자는 방금 보인 증명으로 서로 확인되었습니다.`,
  },
  "ssh-channel-asked": {
    title: (v) => josa`${v.host}이/가 채널을 엽니다`,
    analogy: () => "“우리끼리 쓸 방을 하나 잡지요.”",
    technical: () => "CHANNEL_OPEN으로 세션 채널을 요청합니다. 한 연결에 채널이 여럿 있을 수 있고, 채널마다 윈도가 따로 있습니다.",
  },
  "ssh-channel-opened": {
    title: (v) => josa`${v.host}이/가 채널을 열어 줍니다`,
    analogy: () => "“이 방은 우리 것입니다. 방 번호는 서로 자기 것을 씁니다.”",
    technical: () => "CHANNEL_OPEN_CONFIRMATION에는 이쪽의 채널 번호와, 다음 WINDOW_ADJUST까지 받을 수 있는 바이트 수가 적혀 있습니다.",
  },
  "ssh-command-sent": {
    title: (v) => josa`${v.host}이/가 명령을 보냅니다`,
    analogy: () => "“임무는 이것입니다. 결과를 알려 주세요.”",
    technical: (v) => josa`CHANNEL_REQUEST exec: ${v.peer}에서 ${v.command}을/를 실행해 달라고 합니다.`,
  },
  "ssh-shell-asked": {
    title: (v) => josa`${v.host}이/가 셸을 요청합니다`,
    analogy: () => "“이 방에 남아서 제가 말하는 대로 하나하나 해 주세요.”",
    technical: (v) => josa`CHANNEL_REQUEST pty-req와 shell: ${v.peer}에 터미널을 만들고 그 안에서 셸을 실행해 달라고 합니다.`,
  },
  "ssh-data-sent": {
    title: (v) => josa`${v.host}이/가 채널로 데이터를 보냅니다`,
    analogy: () => "(여기서 오가는 말은 둘만 알아듣습니다.)",
    technical: (v) => `CHANNEL_DATA에 ${bytes(v.bytes)}를 담아 보냅니다. 길이와 패딩, 변조를 드러내는 인증 태그가 붙어 실제로 오가는 크기는 조금 더 큽니다.`,
  },
  "ssh-command-ended": {
    title: () => "명령이 끝났습니다",
    analogy: (v) => (v.status === 0 ? "“끝났습니다. 모두 잘되었습니다.”" : "“끝났습니다만 다 잘되지는 않았습니다.”"),
    technical: (v) => `CHANNEL_REQUEST exit-status ${v.status}: ${v.status === 0 ? "명령이 잘 끝났습니다" : "명령이 오류를 알립니다"}.`,
  },
  "ssh-channel-closed": {
    title: (v) => josa`${v.host}이/가 채널을 닫습니다`,
    analogy: (v) => (v.first ? "“이 방에서 할 일은 끝났습니다.”" : "“그럼 저도 제 쪽 문을 잠그겠습니다.”"),
    technical: (v) => (v.first
      ? `${v.host}의 CHANNEL_CLOSE입니다. 이 채널로는 더 보내지 않으며, 양쪽이 모두 보내면 채널이 사라집니다.`
      : `${v.host}도 CHANNEL_CLOSE를 보내 채널이 사라졌습니다. 연결 자체는 다른 채널로 이어질 수 있습니다.`),
  },
  "ssh-disconnected": {
    title: (v) => josa`${v.host}이/가 작별합니다`,
    analogy: () => "“여기까지입니다. 아무도 우리를 보지 못했습니다.”",
    technical: (v) => josa`이유 코드 11번(프로그램이 끝냄)의 DISCONNECT입니다. ${v.host}은/는 그 뒤로 아무것도 보내지 않습니다. 이제 TCP가 연결을 닫을 차례입니다.`,
  },
  "ssh-broken-off": {
    title: (v) => josa`${v.host}이/가 연결을 끝냅니다`,
    analogy: () => "“이대로는 안 되겠습니다. 저는 가겠습니다.”",
    technical: (v) => `이유 코드 ${v.reason}번의 DISCONNECT를 보냅니다. ${reason(v.why)}. 그 뒤로는 아무것도 보낼 수 없습니다.`,
  },
  "ssh-failed": {
    title: (v) => josa`${v.host}이/가 포기합니다`,
    analogy: () => "“더 할 말이 없군요.” (요원이 자리를 뜹니다.)",
    technical: (v) => josa`${v.host}이/가 DISCONNECT 없이 연결을 닫습니다. ${reason(v.why)}.`,
  },
};
