import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseManifest, type Manifest } from '../../src/core/manifest.ts';
import { Tokenizer } from '../../src/engine/tokenizer.ts';
import { foretold } from './fake-runtime.ts';

const folder = 'tests/fixtures/models/tiny';

/** The address of a model with random weights, made by `models/export.py --tiny`. */
export const tinyUrl = pathToFileURL(`${folder}/manifest.json`);

/** The same model with a graph of 8-bit products, added by `models/export_int8.py`. */
export const tinyInt8Url = pathToFileURL(`${folder}-int8/manifest.json`);

const tinyJson = JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')) as object;

export const tinyManifest: Manifest = parseManifest(tinyJson);

export const tinyTokenizer = new Tokenizer(readFileSync(`${folder}/tokenizer.json`));

export const bakery = {
  problem: 'A bakery fills 15 trays with 12 rolls each and sells 96. How many are left?',
  steps: ['It bakes 15 * 12 = 180 rolls.', 'That leaves 180 - 96 = 94 rolls.', 'The answer is 94.'],
};

/** The tiny model's manifest without any surprise. */
export const headOnly: Manifest = parseManifest(
  Object.fromEntries(Object.entries(tinyJson).filter(([key]) => key !== 'surprise')),
);

/** A manifest of a fake runtime's model, with its self-test and without surprise. */
export function fakeManifest(): Manifest {
  const test = (length: number) => {
    const ids = Array.from({ length }, (_, i) => 3 + ((i * i) % 50));
    const probabilities = foretold(ids).map((logit) => 1 / (1 + Math.exp(-logit)));
    return { ids, positions: ids.map((_, i) => i), probabilities };
  };
  return { ...headOnly, self_test: { short: test(10), full: test(100), tolerance: 0.02 } };
}
