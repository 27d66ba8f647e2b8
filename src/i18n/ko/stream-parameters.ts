// The names of what TLS and SSH can be set to in Korean.

import type { ParameterText } from "../parameter-words.ts";
import type { StreamChoice, StreamParameter } from "../stream-parameter-words.ts";

/** 한국어. */
export const streamParameters: Readonly<Record<StreamParameter, (host: string) => ParameterText>> = {
  "tls-versions": (host) => ({ label: `${host} TLS 버전`, description: "호스트가 쓰는 TLS 버전을 선호하는 순서로 적습니다. 1.1과 1.0은 제안만 할 수 있습니다." }),
  "tls-groups": (host) => ({ label: `${host} TLS 그룹`, description: "키 교환에 쓸 그룹을 선호하는 순서로 적습니다. 클라이언트는 맨 앞 그룹의 키 공유를 보냅니다." }),
  "tls-suites": (host) => ({ label: `${host} TLS 암호 스위트`, description: "호스트가 받아들이는 암호 스위트입니다. OpenSSL에 있는 것 가운데서 고릅니다." }),
  "tls-alpn": (host) => ({ label: `${host} 응용 프로토콜`, description: "TLS 안에서 쓰려고 제안하거나 받아들이는 프로토콜입니다(예: h2)." }),
  "session-tickets": (host) => ({ label: `${host} 세션 티켓`, description: "TLS 1.2에서 티켓으로 세션을 재개할지 정합니다. 끄면 세션 ID로 재개합니다." }),
  "certificate-key": (host) => ({ label: `${host} 인증서 키`, description: "호스트의 인증서에 든 키의 종류입니다. 없음이면 인증서가 없습니다." }),
  "certificate-name": (host) => ({ label: `${host} 인증서 이름`, description: "인증서에 적힌 주체의 이름입니다." }),
  "certificate-chain": (host) => ({ label: `${host} 인증서 체인`, description: "보내는 인증서의 크기를 호스트 자신의 것부터 차례로 적습니다. 자동이면 자체 서명 인증서 하나입니다." }),
  "certificate-problem": (host) => ({ label: `${host} 인증서 문제`, description: "상대가 인증서를 받아들이지 않는 이유입니다. 없음이면 받아들입니다." }),
  "certificate-forged": (host) => ({ label: `${host} 남의 인증서`, description: "개인 키도 없이 남의 인증서를 내밀지 정합니다." }),
  "signature-size": (host) => ({ label: `${host} 서명 크기`, description: "크기가 그때그때 다른 서명의 바이트 수입니다. 자동이면 평균값입니다." }),
  "tls-server-name": (host) => ({ label: `${host} 서버 이름`, description: "클라이언트가 찾는 서버의 이름입니다. 인증서에도 이 이름이 있어야 합니다." }),
  "client-certificate": (host) => ({ label: `${host} 인증서 요구`, description: "서버가 클라이언트에 인증서를 요구할지, 꼭 받아야 하는지 정합니다." }),
  "client-authorities": (host) => ({ label: `${host} 인증 기관 목록`, description: "그 요구에 함께 적는 인증 기관의 이름입니다." }),
  "tls-tickets": (host) => ({ label: `${host} 티켓 수`, description: "TLS 1.3의 전체 핸드셰이크 뒤에 서버가 주는 티켓의 수입니다." }),
  "tls-ticket": (host) => ({ label: `${host} 티켓 종류`, description: "티켓에 세션을 암호화해 담을지, 서버에 보관한 세션의 이름만 적을지 정합니다." }),
  "early-data": (host) => ({ label: `${host} 0-RTT 데이터`, description: "핸드셰이크가 끝나기 전에 서버가 받아들이는 데이터(early data)의 바이트 수입니다. 0이면 받지 않습니다." }),
  "early-data-refused": (host) => ({ label: `${host} 0-RTT 데이터 거부`, description: "티켓으로 허용한 0-RTT 데이터를, 재생 공격을 막으려고 거부할지 정합니다." }),
  "ssh-version": (host) => ({ label: `${host} SSH 버전 줄`, description: "호스트가 맨 먼저 보내는 줄입니다. 프로토콜과 프로그램의 이름이 들어 있습니다." }),
  "ssh-kex": (host) => ({ label: `${host} SSH 키 교환`, description: "키 교환 알고리즘을 선호하는 순서로 적습니다. 자동이면 OpenSSH의 목록입니다." }),
  "ssh-ciphers": (host) => ({ label: `${host} SSH 암호 알고리즘`, description: "암호 알고리즘을 선호하는 순서로 적습니다. 자동이면 OpenSSH의 목록입니다." }),
  "ssh-macs": (host) => ({ label: `${host} SSH MAC`, description: "메시지 인증 코드(MAC) 알고리즘을 선호하는 순서로 적습니다. 자동이면 OpenSSH의 목록입니다." }),
  "tls-work": (host) => ({ label: `${host} TLS 작업 시간`, description: "메시지를 보내기 전에 프로그램이 일하는 시간을, 한꺼번에 보내는 메시지 가운데 첫 메시지의 이름마다 적습니다." }),
  "ssh-work": (host) => ({ label: `${host} SSH 작업 시간`, description: "메시지를 보내기 전에 프로그램이 일하는 시간을 메시지의 이름마다 적습니다." }),
  "ssh-user": (host) => ({ label: `${host} SSH 사용자`, description: "로그인하는 사용자의 이름입니다." }),
  "ssh-tries": (host) => ({ label: `${host} SSH 시도 방법`, description: "클라이언트가 차례로 시도하는 로그인 방법입니다." }),
  "ssh-keys": (host) => ({ label: `${host} SSH 키`, description: "사용자가 가진 키를, 내보이는 순서로 적습니다." }),
  "ssh-passwords": (host) => ({ label: `${host} SSH 비밀번호 입력`, description: "사용자가 차례로 입력하는 비밀번호입니다." }),
  "ssh-known-host": (host) => ({ label: `${host} 호스트 키 대조`, description: "호스트 키가 클라이언트가 알던 그대로인지, 바뀌었는지 정합니다." }),
  "ssh-guess": (host) => ({ label: `${host} 키 교환 추측`, description: "서버의 목록을 받기 전에, 키 교환의 공개값을 짐작으로 미리 보낼지 정합니다." }),
  "ssh-host-keys": (host) => ({ label: `${host} 호스트 키`, description: "서버가 가진 호스트 키의 종류입니다." }),
  "ssh-methods": (host) => ({ label: `${host} SSH 인증 방법`, description: "서버가 받아들이는 로그인 방법입니다." }),
  "ssh-authorized-keys": (host) => ({ label: `${host} 허용된 키`, description: "서버에 등록된 사용자의 공개 키입니다." }),
  "ssh-authorized-keys-file": (host) => ({ label: `${host} 허용된 키 파일`, description: "그 키를 적어 둔 파일입니다. OpenSSH는 이 파일의 이름을 사용자에게 알려 줍니다." }),
  "ssh-password": (host) => ({ label: `${host} SSH 비밀번호`, description: "서버가 받아들이는 비밀번호입니다. 비어 있으면 받지 않습니다." }),
  "ssh-max-tries": (host) => ({ label: `${host} SSH 시도 횟수`, description: "인증에 이만큼 실패하면 연결을 끝냅니다." }),
};

export const streamChoices: Readonly<Record<StreamChoice, string>> = {
  "unknown-ca": "모르는 인증 기관", expired: "만료됨", revoked: "폐기됨", "wrong-name": "다른 이름", unsupported: "지원하지 않음", "bad-signature": "틀린 서명", optional: "선택", required: "필수", sealed: "암호화해 담음", stored: "서버에 보관", known: "아는 키", changed: "바뀐 키",
};
