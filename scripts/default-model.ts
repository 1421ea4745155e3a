import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseModelIndex } from '../src/engine/model-index.ts';
import { root } from './dependencies.mjs';

/** The folder of the model that the site loads. */
export function defaultModel(): string {
  const models = join(root, 'public', 'models');
  const index = parseModelIndex(JSON.parse(readFileSync(join(models, 'index.json'), 'utf8')));
  return join(models, index.default);
}
