import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** Where the site lies on the host: as deep as on a school's server. */
const prefix = '/classes/7b/stepwise/';

/**
 * A static host as simple as they come: files under a sub-path, their types, and no header that
 * anyone could have set. It breaks as it is told.
 */
export class PlainHost {
  /** Paths asked for, relative to the site, in order. */
  readonly requests: string[] = [];
  /** What is sent in place of files; null is a file that is not there. */
  readonly replaced = new Map<string, Buffer | null>();
  readonly #server: Server;
  readonly #stalled = new Map<string, (() => void)[]>();
  isOffline = false;

  private constructor(folder: string) {
    this.#server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '', 'http://host');
      if (this.isOffline) {
        request.socket.destroy();
        return;
      }
      if (!pathname.startsWith(prefix)) {
        response.writeHead(404).end();
        return;
      }
      const path = decodeURIComponent(pathname.slice(prefix.length)) || 'index.html';
      this.requests.push(path);
      const waiting = this.#stalled.get(path);
      if (waiting) waiting.push(() => this.#send(folder, path, response));
      else this.#send(folder, path, response);
    });
  }

  static async start(folder: string): Promise<PlainHost> {
    const host = new PlainHost(folder);
    await new Promise<void>((resolve) => host.#server.listen(0, '127.0.0.1', resolve));
    return host;
  }

  /** The site's address; `localhost`, since browsers treat it as they treat https. */
  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}${prefix}`;
  }

  /** Answers requests for a path no sooner than it is released. */
  stall(path: string): void {
    this.#stalled.set(path, []);
  }

  release(path: string): void {
    const waiting = this.#stalled.get(path) ?? [];
    this.#stalled.delete(path);
    waiting.forEach((send) => send());
  }

  /** Forgets all that it was told. */
  mend(): void {
    this.isOffline = false;
    this.replaced.clear();
    for (const path of [...this.#stalled.keys()]) this.release(path);
    this.requests.length = 0;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #send(folder: string, path: string, response: ServerResponse): void {
    const replacement = this.replaced.get(path);
    const file = join(folder, path);
    const type = types[extname(path)] ?? 'application/octet-stream';
    if (replacement) {
      response.writeHead(200, { 'Content-Type': type, 'Content-Length': replacement.length });
      response.end(replacement);
    } else if (replacement === null || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
    } else {
      const { size } = statSync(file);
      response.writeHead(200, { 'Content-Type': type, 'Content-Length': size });
      createReadStream(file).pipe(response);
    }
  }
}
