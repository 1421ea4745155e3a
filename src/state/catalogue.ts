import { ContractError } from '../core/contract-error.ts';
import { parseManifest, type Manifest } from '../core/manifest.ts';
import { parseModelIndex } from '../engine/model-index.ts';
import { readJson } from './read-json.ts';

/** A model on this site: where its manifest is, and what it says. */
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

/**
 * The model whose manifest, or the folder that holds it, is at `address`, relative to the page.
 * Throws a ContractError that names what is wrong with the address or the manifest.
 */
export async function modelAt(address: string, page: string, get: typeof fetch): Promise<Listing> {
  const path = address.endsWith('/') ? `${address}manifest.json` : address;
  const url = URL.canParse(path, page) ? new URL(path, page) : null;
  // Nothing of another site is ever fetched; the page's policy would stop it without a word.
  if (url?.origin !== new URL(page).origin) {
    throw new ContractError(address, 'must be an address on this site, as models/mine/ is');
  }
  const manifest = await readJson(url, get);
  if (manifest === null) throw new ContractError(url.pathname, 'there is no manifest');
  return { url: url.href, manifest: parseManifest(manifest) };
}
