import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What a link carries, and how long everything takes on it. */
export interface LinkSpeed {
  /** Of all connections together, in bits a second, towards the visitor. */
  readonly bitsPerSecond: number;
  /** Of each way, in milliseconds. */
  readonly latency: number;
}

/** A classroom's share of a Wi-Fi: 20 Mbit/s, 40 ms there and back. */
export const classroomLink: LinkSpeed = { bitsPerSecond: 20e6, latency: 20 };

/**
 * A link to a server on this machine that is as slow as real ones. What a browser can slow down by
 * itself is a page, but not its workers, which fetch the model.
 */
export class SlowLink {
  readonly #server: Server;
  readonly #target: URL;
  readonly #speed: LinkSpeed;
  /** When the link is through with what was sent so far. */
  #busyUntil = 0;

  private constructor(target: URL, speed: LinkSpeed) {
    this.#target = target;
    this.#speed = speed;
    this.#server = createServer((visitor) => this.#join(visitor));
  }

  static async to(url: string, speed: LinkSpeed): Promise<SlowLink> {
    const link = new SlowLink(new URL(url), speed);
    await new Promise<void>((resolve) => link.#server.listen(0, '127.0.0.1', resolve));
    return link;
  }

  /** The same address on this link. */
  get url(): string {
    const url = new URL(this.#target);
    url.port = String((this.#server.address() as AddressInfo).port);
    return url.href;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => {
      this.#server.close(resolve);
      this.#sockets.forEach((socket) => socket.destroy());
    });
  }

  readonly #sockets = new Set<Socket>();

  #join(visitor: Socket): void {
    const host = connect(Number(this.#target.port), this.#target.hostname);
    for (const [socket, other] of [
      [visitor, host],
      [host, visitor],
    ] as const) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
    visitor.on('data', (bytes) => setTimeout(() => host.write(bytes), this.#speed.latency));
    host.on('data', (bytes) => {
      // The next bytes are not taken before these are through, so that nothing piles up here.
      host.pause();
      const now = performance.now();
      const duration = (bytes.length * 8e3) / this.#speed.bitsPerSecond;
      this.#busyUntil = Math.max(this.#busyUntil, now) + duration;
      const wait = this.#busyUntil - now;
      setTimeout(() => host.resume(), wait);
      setTimeout(() => visitor.write(bytes), wait + this.#speed.latency);
    });
  }
}
