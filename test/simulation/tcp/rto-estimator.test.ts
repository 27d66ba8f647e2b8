import { describe, expect, it } from "vitest";
import { Rfc6298Estimator } from "../../../src/simulation/tcp/rto-estimator/rfc6298.ts";
import { Peer } from "../../support/peer.ts";

const estimator = (): Rfc6298Estimator => new Rfc6298Estimator(1000, 0, 60_000);

describe("multiple measurements of one round trip (RFC 7323 §4.2, appendix G)", () => {
  it("share the weight that one would have", () => {
    const one = estimator();
    const four = estimator();
    for (const each of [one, four]) each.sample(100);
    one.sample(180);
    for (let count = 0; count < 4; count += 1) four.sample(180, 4);
    // (1 - 1/32)^4 is nearly 1 - 1/8.
    expect(one.srtt).toBe(110);
    expect(Math.abs((four.srtt ?? 0) - 110)).toBeLessThan(1);
  });

  it("are taken for one every second segment of what is out, by timestamps alone", () => {
    const peer = new Peer({ timestamps: true, mss: 1000, initialWindow: 8, nagle: false, minRto: 0 });
    peer.does("connect");
    peer.after(100).does("S. 0:0(0) ack 1 win 9000 <mss 1000,TS val 5 ecr 0>");
    expect(peer.srtt).toBe(100);
    peer.does("send 7904");
    peer.after(180).does(". 1:1(0) ack 989 win 9000 <TS val 6 ecr 100>");
    // Eight segments of 988 bytes are out: four measurements are expected, so that each counts a quarter.
    expect(peer.srtt).toBe(100 + 80 / 8 / 4);
  });
});
