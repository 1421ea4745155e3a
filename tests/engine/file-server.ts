import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ServedFile {
  bytes: Uint8Array;
  /** Whether the host can continue a download; those that cannot send the file from its start. */
  ranges?: boolean;
  /** The connection breaks after so many bytes of an answer. */
  breaksAfter?: number;
}

/** A host on this machine that serves what it is told, and breaks as it is told. */
export class FileServer {
  readonly files = new Map<string, ServedFile>();
  /** Path and range of each request, in order. */
  readonly requests: string[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const path = (request.url ?? '').slice(1);
      const range = request.headers.range;
      this.requests.push(range ? `${path} ${range}` : path);
      const file = this.files.get(path);
      if (!file) {
        response.writeHead(404).end();
        return;
      }
      const { bytes, ranges = true, breaksAfter } = file;
      const start = ranges && range ? Number(/\d+/.exec(range)?.[0]) : 0;
      const body = bytes.subarray(start);
      response.writeHead(start > 0 ? 206 : 200, {
        'Content-Length': body.length,
        ...(start > 0 && {
          'Content-Range': `bytes ${start}-${bytes.length - 1}/${bytes.length}`,
        }),
      });
      if (breaksAfter === undefined) response.end(body);
      else
        response.write(body.subarray(0, breaksAfter), () =>
          setTimeout(() => response.destroy(), 20),
        );
    });
  }

  static async start(): Promise<FileServer> {
    const server = new FileServer();
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): URL {
    return new URL(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
