// User authentication: `none`, keys, passwords, and who is shown the door.

import { describe, expect, it } from "vitest";
import type { Meeting, Plan } from "./pair.ts";
import { meet, RUN, sizes } from "./pair.ts";

/** The requests and answers of logging in, in order. */
function login(meeting: Meeting): string[] {
  return meeting.written.flatMap(({ messages }) => messages).filter((name) => /USERAUTH|DISCONNECT/.test(name)).map((name) => name.replace("SSH_MSG_", ""));
}

const REQUEST = "USERAUTH_REQUEST";
const FAILURE = "USERAUTH_FAILURE";

describe("Authentication (RFC 4252)", () => {
  it("asks with `none` which methods there are (§5.2), then by a key whether it would do, then signs (§7)", () => {
    expect(login(meet({}))).toEqual([REQUEST, FAILURE, REQUEST, "USERAUTH_PK_OK", REQUEST, "USERAUTH_SUCCESS"]);
  });

  it("goes on to the next key when one is not known", () => {
    const meeting = meet({ client: { keys: ["rsa", "ecdsa", "ed25519"] } });
    expect(login(meeting)).toEqual([REQUEST, FAILURE, REQUEST, FAILURE, REQUEST, FAILURE, REQUEST, "USERAUTH_PK_OK", REQUEST, "USERAUTH_SUCCESS"]);
  });

  it("goes on to the password when no key is left (§8)", () => {
    const meeting = meet({ client: { passwords: ["right"] }, server: { authorizedKeys: [], password: "right" } });
    expect(login(meeting)).toEqual([REQUEST, FAILURE, REQUEST, FAILURE, REQUEST, "USERAUTH_SUCCESS"]);
    expect(meeting.told).toEqual(["server ready", "client ready"]);
  });

  it("does not show how long a short password is", () => {
    const of = (password: string): string[] => sizes(meet({ client: { methods: ["password"], passwords: [password] }, server: { password } }));
    expect(of("a")).toEqual(of("longer one"));
  });

  it("is over for a client that has nothing left to try (§5.1)", () => {
    const plan: Plan = { client: { manner: "rfc", methods: ["password"], passwords: ["wrong"] }, server: { manner: "rfc", password: "right" } };
    const meeting = meet(plan);
    expect(meeting.told[0]).toBe("client failed: Permission denied (publickey,password,keyboard-interactive)");
    expect(login(meeting).at(-1)).toBe("DISCONNECT");
  });

  it("is over after too many failures (§4); the first `none` is not one", () => {
    const passwords = ["a", "b", "c"];
    const meeting = meet({ client: { methods: ["password"], passwords }, server: { password: "right", maxTries: 3 } });
    expect(login(meeting)).toEqual([REQUEST, FAILURE, REQUEST, FAILURE, REQUEST, FAILURE, REQUEST, "DISCONNECT"]);
    expect(meeting.told).toEqual(["server failed: Too many authentication failures", "client failed: Too many authentication failures"]);
  });

  it("lets a user in by `none` where nothing is asked of him (§5.2)", () => {
    expect(login(meet({ server: { methods: ["none"] } }))).toEqual([REQUEST, "USERAUTH_SUCCESS"]);
  });

  it("shows a banner before the first answer (§5.4)", () => {
    expect(login(meet({ server: { banner: "Hello" } })).slice(0, 3)).toEqual([REQUEST, "USERAUTH_BANNER", FAILURE]);
  });

  it("keeps what the user wants until he is in", () => {
    const meeting = meet({ calls: [{ role: "client", call: RUN }] });
    const open = meeting.written.findIndex(({ messages }) => messages.includes("SSH_MSG_CHANNEL_OPEN"));
    expect(meeting.written.slice(0, open).some(({ messages }) => messages.includes("SSH_MSG_USERAUTH_SUCCESS"))).toBe(true);
  });
});
