import { parseManifest, type Manifest } from '../core/manifest.ts';
import { parseModelIndex } from '../engine/model-index.ts';
import { readJson } from './read-json.ts';

/** A model that this site publishes: where its manifest is, and what it says. */
export interface Listing {
  readonly url: string;
  readonly manifest: Manifest;
}

/**
 * The site's default model, read from `models/index.json` beside the page. Fetches two small files
 * and none of the model itself; null where the site publishes none.
 */
export async function defaultModel(page: string, get: typeof fetch): Promise<Listing | null> {
  const index = await readJson(new URL('models/index.json', page), get);
  if (index === null) return null;
  const id = parseModelIndex(index).default;
  const url = new URL(`models/${id}/manifest.json`, page);
  return { url: url.href, manifest: parseManifest(await readJson(url, get)) };
}
