// What there is to say about programs that speak over a connection: the values of each sentence about SSH and TLS.

import type { Pair, Size } from "./pair.ts";

interface User { readonly user: string }

/** The values of these sentences. */
export interface SessionValues {
  // SSH (RFC 4253, RFC 4252, RFC 4254)
  /** The first line of this end. */
  readonly "ssh-introduced": Pair & { readonly text: string; readonly first: boolean };
  /** All that it can do, list by list; `method` and `cipher` it likes best. */
  readonly "ssh-lists-sent": Pair & Size & {
    readonly method: string; readonly cipher: string;
    /** Where the other list is there already, what both come to; otherwise null. */
    readonly agreed: { readonly method: string; readonly cipher: string } | null;
  };
  /** The exchange begins anew, under the keys of the one before (RFC 4253 §9). */
  readonly "ssh-rekey-asked": Pair & Size;
  readonly "ssh-value-sent": Pair & Size & { readonly method: string };
  /** The server's value, host key and signature. */
  readonly "ssh-host-proved": Pair & Size & { readonly hostKey: string };
  /** From here on this end's messages are encrypted; by what, if it says anything more. */
  readonly "ssh-keys-changed": Pair & { readonly cipher: string | null };
  readonly "ssh-service-asked": Pair & { readonly service: string };
  readonly "ssh-methods-asked": Pair & User;
  readonly "ssh-methods-listed": Pair & { readonly methods: string };
  readonly "ssh-key-offered": Pair & { readonly algorithm: string };
  readonly "ssh-key-known": Pair & { readonly algorithm: string };
  readonly "ssh-key-proved": Pair & { readonly algorithm: string };
  readonly "ssh-password-sent": Pair & User;
  readonly "ssh-refused": Pair & { readonly method: "publickey" | "password"; readonly methods: string };
  readonly "ssh-logged-in": Pair;
  readonly "ssh-channel-asked": Pair;
  readonly "ssh-channel-opened": Pair;
  readonly "ssh-command-sent": Pair & { readonly command: string };
  readonly "ssh-shell-asked": Pair;
  readonly "ssh-data-sent": Pair & Size;
  readonly "ssh-command-ended": Pair & { readonly status: number };
  readonly "ssh-channel-closed": Pair & { readonly first: boolean };
  /** DISCONNECT when everything is done. */
  readonly "ssh-disconnected": Pair;
  /** DISCONNECT for a reason that is none of the user's (RFC 4253 §11.1). */
  readonly "ssh-broken-off": Pair & { readonly reason: number; readonly why: string };
  /** An end that goes without DISCONNECT. */
  readonly "ssh-failed": Pair & { readonly why: string };
  // TLS (RFC 8446, RFC 5246)
  /** `group` is what its key share is for, or null where it sends none. */
  readonly "tls-hello": Pair & Size & { readonly group: string | null };
  /** `by`: what names the session that is to be taken up. */
  readonly "tls-hello-resumes": Pair & Size & { readonly by: "ticket" | "session ID" };
  /** After a HelloRetryRequest. */
  readonly "tls-hello-again": Pair & { readonly group: string };
  readonly "tls-hello-answered": Pair & { readonly version: string; readonly suite: string };
  readonly "tls-session-resumed": Pair & { readonly version: string; readonly suite: string };
  readonly "tls-share-refused": Pair & { readonly group: string };
  readonly "tls-certificate-shown": Pair & { readonly subject: string; readonly encrypted: boolean };
  readonly "tls-no-certificate": Pair;
  readonly "tls-certificate-proved": Pair;
  readonly "tls-certificate-asked": Pair;
  /** In TLS 1.2, a public value in a message of its own; a server signs it. */
  readonly "tls-value-sent": Pair & { readonly signed: boolean };
  /** The client makes the secret by itself, and locks it with the key of the server's certificate (RFC 5246 §7.4.7.1). */
  readonly "tls-secret-sent": Pair & Size;
  readonly "tls-keys-changed": Pair;
  readonly "tls-finished": Pair;
  readonly "tls-ticket-given": Pair & { readonly count: number };
  readonly "tls-early-data-sent": Pair & Size & { readonly text: string | null };
  /** What the server makes of early data, and what the client says where it ends (RFC 8446 §4.2.10, §4.5). */
  readonly "tls-early-data-taken": Pair;
  readonly "tls-early-data-refused": Pair;
  readonly "tls-early-data-over": Pair;
  /** Early data that was refused goes once more, under the keys of the finished handshake. */
  readonly "tls-data-sent-again": Pair & Size & { readonly text: string | null };
  readonly "tls-data-sent": Pair & Size & { readonly text: string | null };
  /** `requested`: the other end is to do the same. */
  readonly "tls-keys-updated": Pair & { readonly requested: boolean };
  readonly "tls-closed": Pair;
  readonly "tls-alert": Pair & { readonly alert: string; readonly fatal: boolean };
  readonly "tls-failed": Pair;
}
