/** What there is to tell of a newer version of the site. */
export type SiteUpdate = 'none' | 'ready' | 'taken';

/** What of `navigator.serviceWorker` is needed here. */
type Workers = Pick<ServiceWorkerContainer, 'controller' | 'register' | 'addEventListener'>;

/** The worker that keeps the site for offline use, and the newer version of the site that waits for a word. */
export class SiteWorker {
  readonly #workers: Workers;
  readonly #reload: () => void;
  #waiting = $state.raw<ServiceWorker | null>(null);
  #isReplaced = $state(false);
  #isPutOff = $state(false);

  constructor(workers: Workers, reload: () => void) {
    this.#workers = workers;
    this.#reload = reload;
  }

  /** 'ready' when a newer version waits, 'taken' when another tab has already switched to it. */
  get update(): SiteUpdate {
    if (this.#isPutOff) return 'none';
    return this.#isReplaced ? 'taken' : this.#waiting ? 'ready' : 'none';
  }

  /** Registers the worker; resolves when this page's files come from it. */
  async start(url: URL): Promise<void> {
    let isFirst = this.#workers.controller === null;
    const controlled = new Promise<void>((resolve) => {
      if (!isFirst) resolve();
      this.#workers.addEventListener('controllerchange', () => {
        resolve();
        if (!isFirst) this.#isReplaced = true;
        isFirst = false;
      });
    });
    const registration = await this.#workers.register(url);
    this.#offer(registration);
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => this.#offer(registration));
    });
    await controlled;
  }

  /** Switches to the newer version, at the visitor's wish. */
  switch(): void {
    if (!this.#waiting || this.#isReplaced) {
      this.#reload();
      return;
    }
    this.#workers.addEventListener('controllerchange', () => this.#reload());
    this.#waiting.postMessage('take-over');
  }

  /** Says no more of it until the next visit. */
  putOff(): void {
    this.#isPutOff = true;
  }

  #offer({ waiting }: ServiceWorkerRegistration): void {
    // The first worker of all replaces nothing.
    if (waiting && this.#workers.controller) this.#waiting = waiting;
  }
}
