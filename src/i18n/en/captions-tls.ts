// How two ends meet by TLS, in English (RFC 8446, RFC 5246): two who mean to write each other sealed letters.

import type { CaptionWords } from "../caption-words.ts";
import { alertText } from "../tls-alert-words.ts";
import { tlsAlerts } from "./tls-alerts.ts";
import { bytes } from "./values.ts";

/** TLS. */
export const tls: Pick<CaptionWords, Extract<keyof CaptionWords, `tls-${string}`>> = {
  "tls-hello": {
    title: (v) => `${v.host} says hello`,
    analogy: () => "“Let us write sealed letters. These are the seals that I know.”",
    technical: (v) => `ClientHello (${bytes(v.bytes)}), in the clear: versions, cipher suites${v.group === null ? " and the server’s name. The keys are made later, by messages of their own." : `, the server’s name, and a key share for ${v.group}, guessing that the server accepts it.`}`,
  },
  "tls-hello-resumes": {
    title: (v) => `${v.host} says hello and names an earlier session`,
    analogy: (v) => (v.by === "ticket" ? "“We know each other. Here is the token that you gave me last time.”" : "“We know each other. Look me up in your book.”"),
    technical: (v) => `ClientHello (${bytes(v.bytes)}) with the ${v.by} of an earlier session: if the server still accepts it, no certificate is needed this time.`,
  },
  "tls-hello-again": {
    title: (v) => `${v.host} says hello once more`,
    analogy: () => "“Then here is my half of the riddle in the form that you like.”",
    technical: (v) => `The second ClientHello repeats the first, with a key share for ${v.group} this time. The wrong guess has cost one round trip.`,
  },
  "tls-hello-answered": {
    title: (v) => `${v.host} chooses`,
    analogy: () => "“Agreed, we use this one.”",
    technical: (v) => `ServerHello chooses ${v.version} with ${v.suite}${v.version === "TLS 1.3" ? ", and brings the server’s key share: from here on both can encrypt." : ". Both still speak in the clear."}`,
  },
  "tls-session-resumed": {
    title: (v) => `${v.host} resumes the earlier session`,
    analogy: () => "“I remember you. We need not show our papers again.”",
    technical: (v) => `ServerHello resumes the session: ${v.version} with ${v.suite}. The secret of last time stands in for the certificate${v.version === "TLS 1.3" ? ", and fresh key shares go into the new keys." : " and for the key exchange."}`,
  },
  "tls-share-refused": {
    title: (v) => `${v.host} asks for another key share`,
    analogy: () => "“I cannot use this half of a riddle. Please send it in another form.”",
    technical: (v) => `HelloRetryRequest: the server cannot use the key share that was sent, and asks for one for ${v.group}. The client says hello again.`,
  },
  "tls-certificate-shown": {
    title: (v) => `${v.host} shows its certificate`,
    analogy: () => "“Here are my papers, with the stamp of an office. See for yourself whether you trust it.”",
    technical: (v) => `The certificate of ${v.subject} with its chain, ${v.encrypted ? "encrypted already" : "in the clear: in TLS 1.2 anybody on the way can see it"}. ${v.peer} checks its name, its dates and who has signed it.`,
  },
  "tls-no-certificate": {
    title: (v) => `${v.host} has no certificate`,
    analogy: () => "“I have no papers to show.”",
    technical: (v) => `An empty Certificate: ${v.host} was asked for one and has none. Whether that will do is for ${v.peer} to decide.`,
  },
  "tls-certificate-proved": {
    title: (v) => `${v.host} proves that the certificate is its own`,
    analogy: () => "“And here is the seal, pressed by my own ring on all that we have said.”",
    technical: (v) => `CertificateVerify: a signature over all messages so far. Anybody can copy a certificate; only ${v.host}, which has the private key, can sign with it.`,
  },
  "tls-certificate-asked": {
    title: (v) => `${v.host} asks for a certificate too`,
    analogy: () => "“I should like to see your papers as well.”",
    technical: (v) => `CertificateRequest: ${v.host} wants to know who ${v.peer} is. On the web, a server hardly ever asks; users log in above TLS.`,
  },
  "tls-value-sent": {
    title: (v) => `${v.host} sends its half of the secret`,
    analogy: () => "“Here is one half of a riddle. Alone it is of no use to anybody.”",
    technical: (v) => (v.signed
      ? `ServerKeyExchange: the server’s public value, signed with the key of its certificate.`
      : `ClientKeyExchange: the client’s public value. From the two values each end works out the same secret.`),
  },
  "tls-secret-sent": {
    title: (v) => `${v.host} sends the secret itself, locked`,
    analogy: () => "“I have thought of a secret and put it in a box that only your key opens.”",
    technical: (v) => `ClientKeyExchange (${bytes(v.bytes)}): the premaster secret, encrypted with the certificate’s RSA key. Whoever gets the private key, even years later, can read all of this; TLS 1.3 has dropped it.`,
  },
  "tls-keys-changed": {
    title: (v) => `${v.host} changes to the new keys`,
    analogy: () => "“From my next letter on, everything is sealed.”",
    technical: (v) => `ChangeCipherSpec: all that ${v.host} sends after it is encrypted. TLS 1.3 keeps the message only for the sake of old middleboxes.`,
  },
  "tls-finished": {
    title: (v) => `${v.host} has finished`,
    analogy: () => "“This is what I have heard and said. Compare it with yours, word for word.”",
    technical: (v) => `Finished: a check value over the whole handshake. If anybody has changed a message on the way, it does not match, and ${v.peer} ends the connection.`,
  },
  "tls-ticket-given": {
    title: (v) => (v.count === 1 ? `${v.host} hands out a ticket` : `${v.host} hands out ${v.count} tickets`),
    analogy: (v) => (v.count === 1 ? "“Bring this token next time, and we are quicker.”" : "“Bring one of these tokens next time, and we are quicker.”"),
    technical: (v) => `NewSessionTicket: with it, ${v.peer} can resume this session later. ${v.count === 1 ? "It is of use only to the end that knows the secret belonging to it." : "Each is used only once, so that nobody can tell two visits to be from the same visitor."}`,
  },
  "tls-early-data-sent": {
    title: (v) => `${v.host} sends data before the handshake is over`,
    analogy: () => "“I know your seal from last time, so my question comes along at once.”",
    technical: (v) => `Early data (${bytes(v.bytes)}${inside(v.text)}), encrypted with the earlier secret. TLS alone cannot keep somebody from replaying it to the server.`,
  },
  "tls-early-data-taken": {
    title: (v) => `${v.host} accepts the early data`,
    analogy: () => "“Your question came along with the greeting, and I answer it.”",
    technical: (v) => `EncryptedExtensions with early_data: ${v.host} has accepted what came with the hello, and can answer before the handshake is over. That saves a round trip.`,
  },
  "tls-early-data-refused": {
    title: (v) => `${v.host} refuses the early data`,
    analogy: () => "“I have not read what came along with your greeting. Ask me again afterwards.”",
    technical: (v) => `EncryptedExtensions without early_data: ${v.host} skips those records, perhaps to prevent a replay. The handshake goes on as if nothing had been sent early.`,
  },
  "tls-early-data-over": {
    title: (v) => `${v.host} ends its early data`,
    analogy: () => "“That was the last line under the old seal.”",
    technical: () => "EndOfEarlyData, the last record under the early keys: from here on the client uses the keys of the new handshake.",
  },
  "tls-data-sent-again": {
    title: (v) => (v.text === null ? `${v.host} sends its data once more` : `${v.host} sends ${v.text} once more`),
    analogy: () => "“Then once more, under our new seal.”",
    technical: (v) => `The data that was refused early (${bytes(v.bytes)}${inside(v.text)}) goes again, under the keys of the new handshake. Nothing is lost but the time it should have saved.`,
  },
  "tls-data-sent": {
    title: (v) => (v.text === null ? `${v.host} sends data` : `${v.host} sends ${v.text}`),
    analogy: () => "(A sealed letter goes its way; only the two of them can read it.)",
    technical: (v) => `Data (${bytes(v.bytes)}${inside(v.text)}) in encrypted records. An eavesdropper sees how much and when, but not what.`,
  },
  "tls-keys-updated": {
    title: (v) => `${v.host} changes its keys`,
    analogy: (v) => (v.requested ? "“I have used this seal long enough. From my next letter on I take a new one; please do the same.”" : "“From my next letter on I use a new seal.”"),
    technical: (v) => `KeyUpdate${v.requested ? ", update_requested" : ""}: what ${v.host} sends after it is under the next keys of its direction, made from the last. ${v.requested ? `${v.peer} follows before its next data.` : "No handshake is needed."}`,
  },
  "tls-closed": {
    title: (v) => `${v.host} says that nothing more comes`,
    analogy: () => "“This was my last letter, and I have sealed that too.”",
    technical: (v) => `close_notify: the encrypted goodbye. Without it, ${v.peer} could not tell whether the data is at its end or was cut off. Then TCP closes.`,
  },
  "tls-alert": {
    title: (v) => `${v.host} raises an alert`,
    analogy: (v) => `“Stop! ${alertText(tlsAlerts, v.alert)?.said ?? "Something is wrong here."} I write no further.”`,
    technical: (v) => `${v.fatal ? "A fatal alert" : "A warning"}, ${v.alert}: ${alertText(tlsAlerts, v.alert)?.reason ?? "something is wrong"}. ${v.fatal ? "Neither end sends anything after it; TCP closes." : "close_notify follows."}`,
  },
  "tls-failed": {
    title: (v) => `For ${v.host}, the session has failed`,
    analogy: () => "“The letters just stop. I do not know whether that was all.”",
    technical: (v) => `The connection to ${v.peer} ended without close_notify: what has come may not be everything.`,
  },
};

function inside(text: string | null): string {
  return text === null ? "" : `, ${text}`;
}
