// What TLS and SSH can be set to: the keys below `client` and `server` that each language must name.

/** Keys as in the parameter table. */
export type StreamParameter =
  | "tls-versions" | "tls-groups" | "tls-suites" | "tls-alpn" | "session-tickets" | "certificate-key"
  | "certificate-name" | "certificate-chain" | "certificate-problem" | "certificate-forged" | "signature-size"
  | "tls-server-name" | "client-certificate" | "client-authorities" | "tls-tickets" | "tls-ticket" | "early-data"
  | "early-data-refused" | "tls-work" | "ssh-version" | "ssh-kex" | "ssh-ciphers" | "ssh-macs" | "ssh-work" | "ssh-user" | "ssh-tries"
  | "ssh-keys" | "ssh-passwords" | "ssh-known-host" | "ssh-guess" | "ssh-host-keys" | "ssh-methods"
  | "ssh-authorized-keys" | "ssh-authorized-keys-file" | "ssh-password" | "ssh-max-tries";

/** Words of choices that only they have. */
export type StreamChoice =
  | "unknown-ca" | "expired" | "revoked" | "wrong-name" | "unsupported" | "bad-signature" | "optional" | "required" | "sealed" | "stored" | "known" | "changed";
