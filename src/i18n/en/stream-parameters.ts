// The names of what TLS and SSH can be set to in English.

import type { ParameterText } from "../parameter-words.ts";
import type { StreamChoice, StreamParameter } from "../stream-parameter-words.ts";

/** English. */
export const streamParameters: Readonly<Record<StreamParameter, (host: string) => ParameterText>> = {
  "tls-versions": (host) => ({ label: `${host} TLS versions`, description: "Versions of TLS that the host speaks, the preferred one first; 1.1 and 1.0 can only be offered." }),
  "tls-groups": (host) => ({ label: `${host} TLS groups`, description: "Groups for the key exchange, the preferred one first; a client sends its share for that one." }),
  "tls-suites": (host) => ({ label: `${host} TLS cipher suites`, description: "Cipher suites that the host takes, of those that OpenSSL has." }),
  "tls-alpn": (host) => ({ label: `${host} application protocols`, description: "Protocols that the host offers or takes inside TLS, such as h2." }),
  "session-tickets": (host) => ({ label: `${host} session tickets`, description: "Whether TLS 1.2 resumes a session by ticket; off: by session ID." }),
  "certificate-key": (host) => ({ label: `${host} certificate key`, description: "Kind of key in the host's certificate; none: it has no certificate." }),
  "certificate-name": (host) => ({ label: `${host} certificate name`, description: "The name that the certificate is issued to." }),
  "certificate-chain": (host) => ({ label: `${host} certificate chain`, description: "Sizes of the certificates that are sent, the host’s own first; auto: one that is self-signed." }),
  "certificate-problem": (host) => ({ label: `${host} certificate problem`, description: "Why the other end does not accept the certificate; none: it accepts it." }),
  "certificate-forged": (host) => ({ label: `${host} forged certificate`, description: "Whether the host shows a certificate whose key it does not have." }),
  "signature-size": (host) => ({ label: `${host} signature size`, description: "Bytes of a signature whose size varies by chance; auto: the mean." }),
  "tls-server-name": (host) => ({ label: `${host} server name`, description: "The name that the client asks for, and that the certificate must bear." }),
  "client-certificate": (host) => ({ label: `${host} request for a certificate`, description: "Whether the server asks its client for a certificate, and insists on it." }),
  "client-authorities": (host) => ({ label: `${host} accepted authorities`, description: "Names of the authorities that the server lists with that request." }),
  "tls-tickets": (host) => ({ label: `${host} tickets`, description: "Tickets that the server gives after a full handshake of TLS 1.3." }),
  "tls-ticket": (host) => ({ label: `${host} kind of ticket`, description: "Whether a ticket holds the session itself, sealed, or only names what the server has stored." }),
  "early-data": (host) => ({ label: `${host} early data`, description: "Bytes of 0-RTT data that the server accepts before the handshake is over; 0: none." }),
  "early-data-refused": (host) => ({ label: `${host} refusal of early data`, description: "Whether the server refuses the early data that its tickets allow, to prevent a replay." }),
  "ssh-version": (host) => ({ label: `${host} SSH version line`, description: "The first line that the host sends, which names protocol and program." }),
  "ssh-kex": (host) => ({ label: `${host} SSH key exchange`, description: "Methods of key exchange, the preferred one first; auto: OpenSSH's own list." }),
  "ssh-ciphers": (host) => ({ label: `${host} SSH ciphers`, description: "Ciphers, the preferred one first; auto: OpenSSH's own list." }),
  "ssh-macs": (host) => ({ label: `${host} SSH MACs`, description: "Message authentication codes, the preferred one first; auto: OpenSSH's own list." }),
  "tls-work": (host) => ({ label: `${host} TLS work`, description: "How long the program works before it writes messages, by the name of the first of them." }),
  "ssh-work": (host) => ({ label: `${host} SSH work`, description: "How long the program works before it sends a message, by the message’s name." }),
  "ssh-user": (host) => ({ label: `${host} SSH user`, description: "Who logs in." }),
  "ssh-tries": (host) => ({ label: `${host} SSH tries`, description: "Ways to log in that the client tries, in this order." }),
  "ssh-keys": (host) => ({ label: `${host} SSH keys`, description: "Keys that the user has, in the order in which they are offered." }),
  "ssh-passwords": (host) => ({ label: `${host} SSH passwords`, description: "The passwords that the user types, one after the other." }),
  "ssh-known-host": (host) => ({ label: `${host} known host`, description: "Whether the host key is the one that the client knows, or has changed." }),
  "ssh-guess": (host) => ({ label: `${host} key exchange guess`, description: "Whether the client sends its public value on a guess, before it knows the server’s list." }),
  "ssh-host-keys": (host) => ({ label: `${host} host keys`, description: "Kinds of host keys that the server has." }),
  "ssh-methods": (host) => ({ label: `${host} SSH methods`, description: "Ways to log in that the server accepts." }),
  "ssh-authorized-keys": (host) => ({ label: `${host} authorized keys`, description: "The user's keys that the server knows." }),
  "ssh-authorized-keys-file": (host) => ({ label: `${host} authorized keys file`, description: "The file that lists them; OpenSSH tells its name to the user." }),
  "ssh-password": (host) => ({ label: `${host} SSH password`, description: "The password that the server accepts; empty: it accepts none." }),
  "ssh-max-tries": (host) => ({ label: `${host} SSH attempts`, description: "How many failed attempts end the connection." }),
};

export const streamChoices: Readonly<Record<StreamChoice, string>> = {
  "unknown-ca": "unknown authority", expired: "expired", revoked: "revoked", "wrong-name": "wrong name", unsupported: "unsupported", "bad-signature": "bad signature", optional: "optional", required: "required", sealed: "sealed", stored: "stored", known: "known", changed: "changed",
};
