// A recorder that counts and keeps nothing.

import type { Bytes } from "../kernel/index.ts";
import type { Moment, Recorder } from "./recorder.ts";

/** Counts, and keeps nothing: for measuring how fast the simulation itself is. */
export class CountingRecorder implements Recorder {
  readonly observed = false;
  eventCount = 0;
  packetCount = 0;
  bytesDelivered: Bytes = 0;
  private endpointCount = 0;

  endpoint(): number {
    this.endpointCount += 1;
    return this.endpointCount - 1;
  }

  packet(...packet: Parameters<Recorder["packet"]>): number;
  packet(): number {
    this.packetCount += 1;
    return this.packetCount - 1;
  }

  deliver(_moment: Moment, _offset: Bytes, bytes: Bytes): number {
    this.bytesDelivered += bytes;
    return this.event();
  }

  deliverDatagram(_moment: Moment, _packet: number, bytes: Bytes): number {
    this.bytesDelivered += bytes;
    return this.event();
  }

  call = (): number => this.event();
  frame = (): number => this.event();
  result = (): number => this.event();
  status = (): number => this.event();
  signal = (): number => this.event();
  send = (): number => this.event();
  receive: Recorder["receive"] = () => this.event();
  drop: Recorder["drop"] = () => this.event();
  duplicate = (): number => this.event();
  state = (): number => this.event();
  timerSet = (): number => this.event();
  timerCancel = (): number => this.event();
  timerFire = (): number => this.event();
  variable = (): number => this.event();
  message = (): number => 0;
  messageDelivered = (): void => undefined;
  writeMessage = (): number => this.event();
  readMessage = (): number => this.event();
  deliverData = (): number => this.event();
  session = (): number => this.event();
  queue: Recorder["queue"] = () => this.event();
  sample = (): number => this.event();
  count: Recorder["count"] = () => undefined;

  protected event(): number {
    this.eventCount += 1;
    return this.eventCount - 1;
  }
}
