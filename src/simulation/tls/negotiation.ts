// What a server chooses from a client's offer, as OpenSSL 3.0 does: version, suite, group, protocol, session (RFC 8446 §4.1.1, §4.2.1).

import type { CipherSuite, NamedGroup, SpokenVersion } from "./algorithms.ts";
import { isCurve, keyFits, schemeOf } from "./algorithms.ts";
import type { AlertDescription } from "./alerts.ts";
import type { ClientHello } from "./messages.ts";
import type { TlsRule } from "./rules.ts";
import type { Session, TlsSettings } from "./settings.ts";

/** Why there is no agreement, or what is agreed on. */
export type Agreement =
  | { readonly kind: "refused"; readonly alert: AlertDescription; readonly rule: TlsRule }
  /** The group is one that the client sent no share for. */
  | { readonly kind: "retry"; readonly suite: CipherSuite; readonly group: NamedGroup }
  | {
    readonly kind: "agreed"; readonly version: SpokenVersion; readonly suite: CipherSuite; readonly group: NamedGroup | null;
    readonly alpn: string | null; readonly session: Session | null;
  };

const SPOKEN: readonly SpokenVersion[] = ["1.3", "1.2"];

/** The highest version that both speak, or null. */
export function commonVersion(settings: TlsSettings, hello: ClientHello): SpokenVersion | null {
  return SPOKEN.find((version) => settings.versions.includes(version) && hello.versions.includes(version)) ?? null;
}

/** What comes of an offer. */
export function negotiate(settings: TlsSettings, hello: ClientHello): Agreement {
  const version = commonVersion(settings, hello);
  if (version === null) return refused("protocol_version", "tls.version-negotiation");
  const alpn = settings.alpn.find((protocol) => hello.alpn.includes(protocol)) ?? null;
  if (alpn === null && settings.alpn.length > 0 && hello.alpn.length > 0) return refused("no_application_protocol", "tls.alpn");
  return version === "1.3" ? negotiate13(settings, hello, alpn) : negotiate12(settings, hello, alpn);
}

function negotiate13(settings: TlsSettings, hello: ClientHello, alpn: string | null): Agreement {
  const suite = hello.suites.find((offered) => offered.version === "1.3" && settings.suites.includes(offered));
  if (suite === undefined) return refused("handshake_failure", "tls.no-common-parameters");
  const group = hello.shares.find((share) => settings.groups.includes(share));
  if (group === undefined) {
    const wanted = settings.groups.find((candidate) => hello.groups.includes(candidate));
    return wanted === undefined ? refused("handshake_failure", "tls.no-common-parameters") : { kind: "retry", suite, group: wanted };
  }
  const offered = hello.session;
  // A pre-shared key goes with its hash (RFC 8446 §4.2.11).
  const session = offered?.version === "1.3" && hello.binder !== null && known(settings, offered) && offered.hash === suite.hash ? offered : null;
  const { credentials } = settings;
  if (session === null && (credentials === null || !hello.schemes.includes(schemeOf(credentials.key)))) {
    return refused("handshake_failure", "tls.no-common-parameters");
  }
  return { kind: "agreed", version: "1.3", suite, group, alpn, session };
}

function negotiate12(settings: TlsSettings, hello: ClientHello, alpn: string | null): Agreement {
  const offered = hello.session;
  if (offered?.version === "1.2" && known(settings, offered) && hello.suites.includes(offered.suite)) {
    return { kind: "agreed", version: "1.2", suite: offered.suite, group: null, alpn, session: offered };
  }
  const { credentials } = settings;
  const curve = hello.groups.find((group) => isCurve(group) && settings.groups.includes(group)) ?? null;
  const suite = credentials === null ? undefined : hello.suites.find((candidate) =>
    candidate.version === "1.2" && settings.suites.includes(candidate) && keyFits(candidate, credentials.key)
    && (candidate.keyExchange !== "ecdhe" || curve !== null));
  if (suite === undefined) return refused("handshake_failure", "tls12.server-hello");
  return { kind: "agreed", version: "1.2", suite, group: suite.keyExchange === "ecdhe" ? curve : null, alpn, session: null };
}

/** Whether this server can read the ticket, or still has the session. */
function known(settings: TlsSettings, session: Session): boolean {
  return session.issuer === settings.issuer && !session.expired;
}

function refused(alert: AlertDescription, rule: TlsRule): Agreement {
  return { kind: "refused", alert, rule };
}
