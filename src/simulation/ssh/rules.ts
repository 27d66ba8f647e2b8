// The rules of this room, each with the clause that it follows.

import type { Citation } from "../kernel/index.ts";

const ARCHITECTURE = "RFC 4251";
const AUTHENTICATION = "RFC 4252";
const TRANSPORT = "RFC 4253";
const CONNECTION = "RFC 4254";
const OPENSSH = "OpenSSH PROTOCOL";

/** Rule id to clause. */
export const SSH_RULES = {
  "ssh.identification": { document: TRANSPORT, section: "4.2" },
  "ssh.identification.other-line": { document: TRANSPORT, section: "4.2" },
  "ssh.identification.invalid": { document: TRANSPORT, section: "4.2" },
  "ssh.identification.version": { document: TRANSPORT, section: "5" },
  "ssh.packet.length": { document: TRANSPORT, section: "6.1" },
  "ssh.packet.mac": { document: TRANSPORT, section: "6.4" },
  "ssh.work": { document: "Scenario" },
  "ssh.kexinit": { document: TRANSPORT, section: "7.1" },
  "ssh.negotiation.failed": { document: TRANSPORT, section: "7.1" },
  "ssh.guess.wrong": { document: TRANSPORT, section: "7" },
  "ssh.kex.only": { document: TRANSPORT, section: "7.1" },
  "ssh.kex.strict": { document: OPENSSH, section: "1.10" },
  "ssh.kex.ecdh": { document: "RFC 5656", section: "4" },
  "ssh.kex.curve25519": { document: "RFC 8731", section: "3" },
  "ssh.kex.hybrid": { document: "draft-ietf-sshm-ntruprime-ssh", section: "3" },
  "ssh.kex.dh": { document: TRANSPORT, section: "8" },
  "ssh.kex.group-exchange": { document: "RFC 4419", section: "3" },
  "ssh.host-key": { document: ARCHITECTURE, section: "4.1" },
  "ssh.newkeys": { document: TRANSPORT, section: "7.3" },
  "ssh.rekey": { document: TRANSPORT, section: "9" },
  "ssh.ext-info": { document: "RFC 8308", section: "2.4" },
  "ssh.service": { document: TRANSPORT, section: "10" },
  "ssh.service.unknown": { document: TRANSPORT, section: "10" },
  "ssh.disconnect": { document: TRANSPORT, section: "11.1" },
  "ssh.ignore": { document: TRANSPORT, section: "11.2" },
  "ssh.debug": { document: TRANSPORT, section: "11.3" },
  "ssh.unimplemented": { document: TRANSPORT, section: "11.4" },
  "ssh.userauth.request": { document: AUTHENTICATION, section: "5" },
  "ssh.userauth.none": { document: AUTHENTICATION, section: "5.2" },
  "ssh.userauth.publickey.query": { document: AUTHENTICATION, section: "7" },
  "ssh.userauth.publickey": { document: AUTHENTICATION, section: "7" },
  "ssh.userauth.publickey.hostbound": { document: OPENSSH, section: "3.1" },
  "ssh.userauth.password": { document: AUTHENTICATION, section: "8" },
  "ssh.userauth.failure": { document: AUTHENTICATION, section: "5.1" },
  "ssh.userauth.success": { document: AUTHENTICATION, section: "5.1" },
  "ssh.userauth.banner": { document: AUTHENTICATION, section: "5.4" },
  "ssh.userauth.too-many": { document: AUTHENTICATION, section: "4" },
  "ssh.userauth.no-method-left": { document: AUTHENTICATION, section: "5.1" },
  "ssh.userauth.first": { document: AUTHENTICATION, section: "6" },
  "ssh.global-request": { document: CONNECTION, section: "4" },
  "ssh.host-keys": { document: OPENSSH, section: "2.5" },
  "ssh.no-more-sessions": { document: OPENSSH, section: "2.2" },
  "ssh.channel.open": { document: CONNECTION, section: "5.1" },
  "ssh.channel.window": { document: CONNECTION, section: "5.2" },
  "ssh.channel.data": { document: CONNECTION, section: "5.2" },
  "ssh.channel.eof": { document: CONNECTION, section: "5.3" },
  "ssh.channel.close": { document: CONNECTION, section: "5.3" },
  "ssh.channel.request": { document: CONNECTION, section: "5.4" },
  "ssh.channel.session": { document: CONNECTION, section: "6.1" },
  "ssh.channel.pty": { document: CONNECTION, section: "6.2" },
  "ssh.channel.env": { document: CONNECTION, section: "6.4" },
  "ssh.channel.exec": { document: CONNECTION, section: "6.5" },
  "ssh.channel.exit-status": { document: CONNECTION, section: "6.10" },
  "ssh.stream.ended": { document: ARCHITECTURE, section: "9.3.4" },
} as const satisfies Record<string, Citation>;

export type SshRule = keyof typeof SSH_RULES;
