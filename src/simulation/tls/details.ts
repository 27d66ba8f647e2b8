// What a handshake message tells of itself, in the words of the protocol, for whoever looks into it.

import type { MessageDetail } from "../kernel/index.ts";
import type { HandshakeMessage } from "./messages.ts";

/** The fields worth showing, in the order of the message. */
export function describe({ content }: HandshakeMessage): Readonly<Record<string, MessageDetail>> {
  switch (content.kind) {
    case "ClientHello":
      return {
        supported_versions: content.versions.map((version) => `TLS ${version}`),
        cipher_suites: content.suites.map(({ name }) => name),
        ...(content.serverName === null ? {} : { server_name: content.serverName }),
        supported_groups: [...content.groups],
        ...(content.shares.length === 0 ? {} : { key_share: [...content.shares] }),
        ...(content.alpn.length === 0 ? {} : { alpn: [...content.alpn] }),
        ...(content.session === null ? {} : { resumes: content.session.ticket === null ? "session ID" : "ticket" }),
        ...(content.earlyData ? { early_data: true } : {}),
      };
    case "ServerHello":
      return {
        version: `TLS ${content.version}`,
        cipher_suite: content.suite.name,
        ...(content.group === null ? {} : { key_share: content.group }),
        ...(content.alpn === null ? {} : { alpn: content.alpn }),
        resumed: content.resumes,
        ...(content.downgrade ? { random: "… DOWNGRD 01" } : {}),
      };
    case "HelloRetryRequest":
      return { cipher_suite: content.suite.name, selected_group: content.group };
    case "EncryptedExtensions":
      return { ...(content.alpn === null ? {} : { alpn: content.alpn }), early_data: content.earlyData };
    case "Certificate":
      return content.credentials === null
        ? { certificates: 0 }
        : { certificates: content.credentials.chain.length, subject: content.credentials.subject, key: content.credentials.key };
    case "CertificateRequest":
      return { signature_algorithms: [...content.schemes] };
    case "ServerKeyExchange":
      return content.group === null ? { key_exchange: "DHE" } : { named_curve: content.group };
    case "KeyUpdate":
      return { request_update: content.requested ? "update_requested" : "update_not_requested" };
    case "NewSessionTicket":
      return { ticket: content.session.ticket ?? 0, max_early_data_size: content.session.earlyData };
    default:
      return {};
  }
}
