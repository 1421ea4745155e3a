import { expect, it } from 'vitest';
import { ContractError } from '../../src/core/contract-error.ts';
import { modelAt } from '../../src/state/catalogue.ts';
import { tinyManifest } from '../engine/tiny-model.ts';

const page = 'https://example.org/stepwise/';
const site: Readonly<Record<string, unknown>> = {
  'https://example.org/stepwise/models/mine/manifest.json': tinyManifest,
  'https://example.org/stepwise/models/broken/manifest.json': { ...tinyManifest, version: 3 },
};

const get: typeof fetch = (input) => {
  const content = input instanceof URL ? site[input.href] : undefined;
  return Promise.resolve(
    content === undefined ? new Response('', { status: 404 }) : Response.json(content),
  );
};

it.each([
  'models/mine/',
  'models/mine/manifest.json',
  '/stepwise/models/mine/',
  'https://example.org/stepwise/models/mine/manifest.json',
])('finds a model by its address: %s', async (address) => {
  const { url, manifest } = await modelAt(address, page, get);
  expect(url).toBe('https://example.org/stepwise/models/mine/manifest.json');
  expect(manifest.id).toBe(tinyManifest.id);
});

it.each([
  ['https://elsewhere.org/models/mine/', 'on this site'],
  ['//elsewhere.org/models/mine/', 'on this site'],
  ['data:application/json,{}', 'on this site'],
  ['http://', 'on this site'],
  ['models/absent/', '/stepwise/models/absent/manifest.json: there is no manifest'],
  ['models/broken/', 'version'],
])('names what is wrong with %s', async (address, fault) => {
  const wrong = modelAt(address, page, get);
  await expect(wrong).rejects.toThrow(ContractError);
  await expect(wrong).rejects.toThrow(fault);
});
