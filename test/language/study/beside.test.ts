import { describe, expect, it } from "vitest";

import { compile } from "../../../src/language/index.ts";
import type { Scenario } from "../../../src/simulation/index.ts";
import { simulate } from "../../../src/simulation/index.ts";

function scenario(text: string): Scenario {
  const { scenario: made, diagnostics } = compile(text, new Map());
  if (made === null) throw new Error(diagnostics.map(({ code }) => code).join());
  return made;
}

const SCRIPT = "script: [client connects, 'client sends 2500 bytes \"letter\"', client waits 20ms, 'client sends 3 bytes \"abc\"', client closes]";

describe("beside: udp", () => {
  const { hosts, script, twin } = scenario(`beside: udp\nclient: { mss: 1000 }\nserver: { name: Seoul }\n${SCRIPT}`);

  it("puts a twin of the server on the client's other side, and names each by its protocol", () => {
    expect(hosts.map(({ id, name, address, port }) => [id, name, address, port])).toEqual([
      ["twin", "Seoul (UDP)", "198.51.100.2", 80], ["client", "client", "192.0.2.10", 49_152], ["server", "Seoul (TCP)", "198.51.100.1", 80],
    ]);
    expect(twin).toEqual({ host: "twin", of: "server" });
  });

  it("names them without a space before the bracket in Korean", () => {
    const korean = scenario(`beside: udp\nserver: { name: 서버 }\n${SCRIPT}`).hosts.map(({ name }) => name);
    expect(korean).toEqual(["서버(UDP)", "client", "서버(TCP)"]);
  });

  it("sends the twin what the client sends, at the same pace, in datagrams of at most the MSS", () => {
    expect(script.filter(({ strand }) => strand === 1).map(({ call }) => call)).toEqual([
      { kind: "send-datagram", to: "twin", bytes: 1000 }, { kind: "send-datagram", to: "twin", bytes: 1000 }, { kind: "send-datagram", to: "twin", bytes: 500 },
      { kind: "wait", time: 20 }, { kind: "send-datagram", to: "twin", bytes: 3, text: "abc" },
    ]);
    expect(script.filter(({ host }) => host === "twin").map(({ call }) => call)).toEqual([{ kind: "open-udp" }]);
  });

  it("has the twin answer what the server answers, once as many datagrams have come as bring the bytes that it waits for", () => {
    const { script: lines } = scenario(`beside: udp
client: { mss: 1000 }
script:
  - client connects
  - client sends 2500 bytes
  - when server received 1500 bytes server sends 300 bytes "well"
  - when client received 300 bytes client sends 10 bytes
  - when server received 2510 bytes server sends 7 bytes
  - when client received fin client closes
`);
    expect(lines.filter(({ host }) => host === "twin")).toEqual([
      { host: "twin", call: { kind: "open-udp" } },
      { host: "twin", call: { kind: "send-datagram", to: "client", bytes: 300, text: "well" }, when: { kind: "received-datagrams", host: "twin", count: 2 } },
      { host: "twin", call: { kind: "send-datagram", to: "client", bytes: 7 }, when: { kind: "received-datagrams", host: "twin", count: 4 } },
    ]);
    expect(lines.filter(({ strand }) => strand === 1).at(-1)).toEqual({
      host: "client", strand: 1, call: { kind: "send-datagram", to: "twin", bytes: 10 }, when: { kind: "received-datagrams", host: "client", count: 1 },
    });
  });

  it("has both answers in one run, and the same fault befall either", () => {
    const made = scenario(`beside: udp
client: { mss: 1000, nagle: off }
server: { mss: 1000 }
faults: [drop server data 1]
script:
  - client connects
  - client sends 20 bytes "question"
  - when server received 20 bytes server sends 30 bytes "answer"
`);
    const { packets } = simulate(made);
    expect(packets.filter(({ from, loss }) => from !== "client" && loss !== null).map(({ from }) => from).sort()).toEqual(["server", "twin"]);
    expect(simulate({ ...made, faults: [] }).packets.filter(({ protocol }) => protocol === "udp").map(({ from, arrivals }) => [from, arrivals.length])).toEqual([["client", 1], ["twin", 1]]);
  });

  it("leaves the client's own program as it is", () => {
    const alone = scenario(`client: { mss: 1000 }\n${SCRIPT}`);
    expect(script.filter(({ host, strand }) => host !== "twin" && strand === undefined)).toEqual(alone.script);
  });

  it("sends frames over both, and changes nothing where it is off", () => {
    const frames = "script: [client connects, client sends 5 frames of 100 bytes every 20ms]";
    expect(scenario(`beside: udp\n${frames}`).script.flatMap(({ call }) => (call.kind === "send-frames" ? [[call.over, call.to]] : []))).toEqual([["tcp", "server"], ["udp", "twin"]]);
    expect(scenario(`beside: off\n${frames}`)).toEqual(scenario(frames));
  });

  it("finds the twin an address of its own at the end of a network, too", () => {
    expect(scenario(`beside: udp\nserver: { address: 198.51.100.254 }\n${SCRIPT}`).hosts[0]?.address).toBe("198.51.100.253");
  });
});
