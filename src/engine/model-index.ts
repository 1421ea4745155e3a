import * as v from 'valibot';
import { parseContract } from '../core/parse-contract.ts';

/** A folder's name under `models/`, safe to put into an address. */
const modelId = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]{0,99}$/));

const schema = v.pipe(
  v.object({ default: modelId, models: v.pipe(v.array(modelId), v.minLength(1)) }),
  v.forward(
    v.partialCheck(
      [['default'], ['models']],
      (index) => index.models.includes(index.default),
      'must be one of models',
    ),
    ['default'],
  ),
);

/** The models that a site ships: `models/index.json`. Each has a folder with a `manifest.json`. */
export type ModelIndex = Readonly<v.InferOutput<typeof schema>>;

/** `json` as an index of models; throws a `ContractError` that names the field at fault. */
export function parseModelIndex(json: unknown): ModelIndex {
  return parseContract(schema, json, 'models/index.json');
}
