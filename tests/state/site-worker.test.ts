import { describe, expect, it, vi } from 'vitest';
import { SiteWorker } from '../../src/state/site-worker.svelte.ts';

const url = new URL('https://example.org/service-worker.js');

/** A browser's service workers, as far as they are used; `controlled` as on every visit but the first. */
class FakeWorkers extends EventTarget {
  controller: ServiceWorker | null;
  readonly registration = new FakeRegistration();

  constructor(isControlled: boolean) {
    super();
    this.controller = isControlled ? asWorker(new FakeWorker()) : null;
  }

  register = () => Promise.resolve(this.registration as unknown as ServiceWorkerRegistration);

  /** Another worker takes the page over. */
  take(): void {
    this.controller = asWorker(new FakeWorker());
    this.dispatchEvent(new Event('controllerchange'));
  }
}

class FakeRegistration extends EventTarget {
  waiting: FakeWorker | null = null;
  installing: FakeWorker | null = null;

  /** A newer version is found, and installed. */
  find(): FakeWorker {
    const worker = new FakeWorker();
    this.installing = worker;
    this.dispatchEvent(new Event('updatefound'));
    this.waiting = worker;
    worker.dispatchEvent(new Event('statechange'));
    return worker;
  }
}

class FakeWorker extends EventTarget {
  readonly heard: unknown[] = [];
  postMessage = (message: unknown) => void this.heard.push(message);
}

function asWorker(worker: FakeWorker): ServiceWorker {
  return worker as unknown as ServiceWorker;
}

function site(isControlled: boolean) {
  const workers = new FakeWorkers(isControlled);
  const reload = vi.fn();
  const worker = new SiteWorker(workers, reload);
  return { workers, reload, worker };
}

describe('the site’s worker', () => {
  it('has started on a first visit once it has taken the page, and announces nothing', async () => {
    const { workers, worker, reload } = site(false);
    const started = worker.start(url);
    await Promise.resolve();
    workers.registration.find();
    expect(worker.update).toBe('none');
    workers.take();
    await started;
    expect(worker.update).toBe('none');
    expect(reload).not.toHaveBeenCalled();
  });

  it('announces a newer version, and switches to it when asked', async () => {
    const { workers, worker, reload } = site(true);
    await worker.start(url);
    const newer = workers.registration.find();
    expect(worker.update).toBe('ready');
    expect(newer.heard).toEqual([]);
    worker.switch();
    expect(newer.heard).toEqual(['take-over']);
    expect(reload).not.toHaveBeenCalled();
    workers.take();
    expect(reload).toHaveBeenCalledOnce();
  });

  it('announces one that was waiting already when the page came', async () => {
    const { workers, worker } = site(true);
    workers.registration.waiting = new FakeWorker();
    await worker.start(url);
    expect(worker.update).toBe('ready');
  });

  it('never reloads a page because another tab switched', async () => {
    const { workers, worker, reload } = site(true);
    await worker.start(url);
    workers.registration.find();
    workers.take();
    expect(worker.update).toBe('taken');
    expect(reload).not.toHaveBeenCalled();
    worker.switch();
    expect(reload).toHaveBeenCalledOnce();
  });

  it('says no more of it once it was put off', async () => {
    const { workers, worker } = site(true);
    await worker.start(url);
    workers.registration.find();
    worker.putOff();
    expect(worker.update).toBe('none');
  });
});
