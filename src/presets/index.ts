// The presets: each scenario is a text in the block's own language, named by its file, in the order in which they are offered.

export { CHAPTER_NAMES, CHAPTERS, type ChapterName } from "./chapters.ts";
import acceptQueueFull from "./accept-queue-full.yaml";
import biggerBacklog from "./bigger-backlog.yaml";
import connectionRefused from "./connection-refused.yaml";
import dataAndClose from "./data-and-close.yaml";
import fastOpen from "./fast-open.yaml";
import fastRetransmitSack from "./fast-retransmit-sack.yaml";
import fastRetransmit from "./fast-retransmit.yaml";
import forgedReset from "./forged-reset.yaml";
import fourWayClose from "./four-way-close.yaml";
import halfClose from "./half-close.yaml";
import halfOpen from "./half-open.yaml";
import lostAck from "./lost-ack.yaml";
import lostFin from "./lost-fin.yaml";
import lostLastAck from "./lost-last-ack.yaml";
import lostSynAck from "./lost-syn-ack.yaml";
import lostSyn from "./lost-syn.yaml";
import nagleDelayedAck from "./nagle-delayed-ack.yaml";
import oldDuplicateSyn from "./old-duplicate-syn.yaml";
import reordering from "./reordering.yaml";
import retransmission from "./retransmission.yaml";
import simultaneousClose from "./simultaneous-close.yaml";
import simultaneousOpen from "./simultaneous-open.yaml";
import slowDrain from "./slow-drain.yaml";
import slowStart from "./slow-start.yaml";
import sshChangedHostKey from "./ssh-changed-host-key.yaml";
import sshKeyRefused from "./ssh-key-refused.yaml";
import sshNoCommonAlgorithm from "./ssh-no-common-algorithm.yaml";
import sshPassword from "./ssh-password.yaml";
import sshPublicKey from "./ssh-public-key.yaml";
import synCookiesAlways from "./syn-cookies-always.yaml";
import sshShell from "./ssh-shell.yaml";
import sshTooManyTries from "./ssh-too-many-tries.yaml";
import synCookies from "./syn-cookies.yaml";
import synFlood from "./syn-flood.yaml";
import synProxy from "./syn-proxy.yaml";
import tcpBesideUdp from "./tcp-beside-udp.yaml";
import threeSegmentClose from "./three-segment-close.yaml";
import threeWayHandshake from "./three-way-handshake.yaml";
import timeWait from "./time-wait.yaml";
import tls12Resumption from "./tls-1-2-resumption.yaml";
import tls12Rsa from "./tls-1-2-rsa.yaml";
import tls12 from "./tls-1-2.yaml";
import tls13 from "./tls-1-3.yaml";
import tlsClientCertificate from "./tls-client-certificate.yaml";
import tlsEarlyDataRefused from "./tls-early-data-refused.yaml";
import tlsEarlyData from "./tls-early-data.yaml";
import tlsExpiredCertificate from "./tls-expired-certificate.yaml";
import tlsHelloRetry from "./tls-hello-retry.yaml";
import tlsKeyUpdate from "./tls-key-update.yaml";
import tlsLostSegment from "./tls-lost-segment.yaml";
import tlsNoClientCertificate from "./tls-no-client-certificate.yaml";
import tlsNoCommonVersion from "./tls-no-common-version.yaml";
import tlsResumption from "./tls-resumption.yaml";
import tlsTruncation from "./tls-truncation.yaml";
import tlsUnknownAuthority from "./tls-unknown-authority.yaml";
import udpClosedPort from "./udp-closed-port.yaml";
import udpFragments from "./udp-fragments.yaml";
import udpLossyStream from "./udp-lossy-stream.yaml";
import udpRequest from "./udp-request.yaml";
import zeroWindow from "./zero-window.yaml";

/** Name and text of every preset: what a block's `scenario:` may name. */
export const PRESETS: ReadonlyMap<string, string> = new Map([
  ["three-way-handshake", threeWayHandshake],
  ["lost-syn", lostSyn],
  ["lost-syn-ack", lostSynAck],
  ["lost-ack", lostAck],
  ["simultaneous-open", simultaneousOpen],
  ["old-duplicate-syn", oldDuplicateSyn],
  ["connection-refused", connectionRefused],
  ["fast-open", fastOpen],
  ["data-and-close", dataAndClose],
  ["retransmission", retransmission],
  ["fast-retransmit", fastRetransmit],
  ["fast-retransmit-sack", fastRetransmitSack],
  ["reordering", reordering],
  ["slow-start", slowStart],
  ["zero-window", zeroWindow],
  ["nagle-delayed-ack", nagleDelayedAck],
  ["four-way-close", fourWayClose],
  ["three-segment-close", threeSegmentClose],
  ["simultaneous-close", simultaneousClose],
  ["half-close", halfClose],
  ["lost-fin", lostFin],
  ["lost-last-ack", lostLastAck],
  ["time-wait", timeWait],
  ["half-open", halfOpen],
  ["forged-reset", forgedReset],
  ["udp-request", udpRequest],
  ["udp-lossy-stream", udpLossyStream],
  ["udp-closed-port", udpClosedPort],
  ["udp-fragments", udpFragments],
  ["tcp-beside-udp", tcpBesideUdp],
  ["syn-flood", synFlood],
  ["syn-cookies", synCookies],
  ["syn-cookies-always", synCookiesAlways],
  ["syn-proxy", synProxy],
  ["bigger-backlog", biggerBacklog],
  ["slow-drain", slowDrain],
  ["accept-queue-full", acceptQueueFull],
  ["tls-1-3", tls13],
  ["tls-1-2", tls12],
  ["tls-1-2-rsa", tls12Rsa],
  ["tls-resumption", tlsResumption],
  ["tls-1-2-resumption", tls12Resumption],
  ["tls-early-data", tlsEarlyData],
  ["tls-early-data-refused", tlsEarlyDataRefused],
  ["tls-hello-retry", tlsHelloRetry],
  ["tls-key-update", tlsKeyUpdate],
  ["tls-lost-segment", tlsLostSegment],
  ["tls-client-certificate", tlsClientCertificate],
  ["tls-no-client-certificate", tlsNoClientCertificate],
  ["tls-expired-certificate", tlsExpiredCertificate],
  ["tls-unknown-authority", tlsUnknownAuthority],
  ["tls-no-common-version", tlsNoCommonVersion],
  ["tls-truncation", tlsTruncation],
  ["ssh-public-key", sshPublicKey],
  ["ssh-password", sshPassword],
  ["ssh-key-refused", sshKeyRefused],
  ["ssh-too-many-tries", sshTooManyTries],
  ["ssh-shell", sshShell],
  ["ssh-no-common-algorithm", sshNoCommonAlgorithm],
  ["ssh-changed-host-key", sshChangedHostKey],
]);
