// What each alert of TLS says, in Korean (RFC 8446 §6): the reason as a sentence, and as a correspondent would put it.

import type { AlertWords } from "../tls-alert-words.ts";

/** Korean. */
export const tlsAlerts: AlertWords = {
  unexpected_message: { reason: "여기에 올 수 없는 메시지가 왔습니다", said: "제가 기다리던 편지가 아닙니다." },
  bad_record_mac: { reason: "정해진 키로 풀 수 없는 레코드가 왔습니다", said: "봉인이 뜯겨 있습니다." },
  record_overflow: { reason: "레코드가 허용된 길이보다 깁니다", said: "이렇게 긴 편지는 없습니다." },
  handshake_failure: { reason: "양쪽이 함께 쓸 수 있는 알고리즘이 없습니다", said: "우리가 함께 아는 봉인이 없습니다." },
  bad_certificate: { reason: "인증서의 이름이 다르거나 내용이 변조되었습니다", said: "이것은 당신의 신분증이 아닙니다." },
  unsupported_certificate: { reason: "이런 종류의 인증서는 여기에 쓸 수 없습니다", said: "이런 신분증은 받지 않습니다." },
  certificate_revoked: { reason: "인증 기관이 폐기한 인증서입니다", said: "이 신분증은 취소되었습니다." },
  certificate_expired: { reason: "인증서의 유효 기간이 지났습니다", said: "신분증의 기한이 지났습니다." },
  illegal_parameter: { reason: "메시지에 있어서는 안 될 값이 있습니다", said: "그것은 제 목록에 없었습니다." },
  unknown_ca: { reason: "신뢰하는 인증 기관이 서명한 인증서가 아닙니다", said: "신분증에 도장을 찍은 기관을 모르겠습니다." },
  decode_error: { reason: "메시지를 읽을 수 없습니다", said: "무슨 말인지 알 수 없는 편지입니다." },
  decrypt_error: { reason: "서명이나 검증값이 맞지 않습니다", said: "봉인이 신분증과 맞지 않습니다." },
  protocol_version: { reason: "양쪽이 함께 쓸 수 있는 버전이 없습니다", said: "그런 옛날 방식의 편지는 이제 쓰지 않습니다." },
  user_canceled: { reason: "상대의 잘못이 아닌 까닭으로 핸드셰이크를 그만둡니다", said: "급한 일이 생겼습니다." },
  certificate_required: { reason: "인증서를 요구했지만 오지 않았습니다", said: "신분증이 없으면 들어올 수 없습니다." },
  no_application_protocol: { reason: "TLS 위에서 함께 쓸 수 있는 프로토콜이 없습니다", said: "그 언어는 모릅니다." },
};
