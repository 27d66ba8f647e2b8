// The TLS room: TLS 1.3 and 1.2 as programs over a byte stream.

export type { CertificateProblem, Credentials, Session, TlsSettings } from "./settings.ts";
export { distinguishedName, selfSigned, tlsSettings } from "./settings.ts";
export type { CipherSuite, KeyKind, NamedGroup, TlsVersion } from "./algorithms.ts";
export { GROUPS, SUITES, SUITE_NAMES } from "./algorithms.ts";
export type { AlertDescription } from "./alerts.ts";
export type { HandshakeContent } from "./messages.ts";
export type { UserData } from "./flight.ts";
export type { ContentType, KeyName, TlsContent, TlsRecord } from "./record.ts";
export type { TlsRule } from "./rules.ts";
export { TLS_RULES } from "./rules.ts";
export type { TlsCall, TlsEffect, TlsInput, TlsState } from "./state.ts";
export { createTls } from "./state.ts";
export { stepTls } from "./step.ts";
export { rehearse } from "./rehearsal.ts";
