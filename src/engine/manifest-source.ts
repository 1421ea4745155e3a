import { parseManifest, type Manifest } from '../core/manifest.ts';
import type { Fetch } from './download.ts';
import { describe, EngineError } from './engine-error.ts';
import { modelFiles } from './model-files.ts';
import type { WeightStore } from './weight-store.ts';

/**
 * The manifest at an address: the host's, so that a new version is seen, or offline the one kept
 * from an earlier visit. Throws `network` when there is neither, `manifest` when it is not valid.
 */
export async function fetchManifest(
  url: URL,
  store: WeightStore,
  fetch: Fetch,
  signal?: AbortSignal,
): Promise<Manifest> {
  return validate(await fetchText(url, store, fetch, signal), url);
}

/** Keeps a manifest for offline use, and drops the files that only its predecessor needed. */
export async function keepManifest(
  url: URL,
  manifest: Manifest,
  store: WeightStore,
): Promise<void> {
  const before = await store.readText(url.href);
  const text = JSON.stringify(manifest);
  if (before === text) return;
  await store.writeText(url.href, text);
  if (before === null) return;
  const needed = new Set(modelFiles(manifest).map(({ sha256 }) => sha256));
  const replaced = modelFiles(validate(before, url)).filter(({ sha256 }) => !needed.has(sha256));
  await Promise.all(replaced.map((file) => store.delete(file)));
}

async function fetchText(
  url: URL,
  store: WeightStore,
  fetch: Fetch,
  signal?: AbortSignal,
): Promise<string> {
  try {
    const response = await fetch(url, { cache: 'no-cache', ...(signal && { signal }) });
    if (!response.ok) throw new Error(`HTTP status ${response.status}`);
    return await response.text();
  } catch (error) {
    signal?.throwIfAborted();
    const kept = await store.readText(url.href);
    if (kept !== null) return kept;
    throw new EngineError(
      'network',
      'The model’s description could not be fetched. Try again when you are online.',
      `${url.href}: ${describe(error)}`,
    );
  }
}

function validate(text: string, url: URL): Manifest {
  try {
    return parseManifest(JSON.parse(text));
  } catch (error) {
    throw new EngineError(
      'manifest',
      'The model’s description is not valid.',
      `${url.href}: ${describe(error)}`,
    );
  }
}
