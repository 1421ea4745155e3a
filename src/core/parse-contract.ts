import * as v from 'valibot';
import { ContractError } from './contract-error.ts';

/**
 * Returns `input` as the schema's output type; throws a ContractError that names the first field
 * at fault. `name` stands for the whole value where no single field is at fault, and `prefix`
 * (such as a line number) precedes every field.
 */
export function parseContract<S extends v.GenericSchema>(
  schema: S,
  input: unknown,
  name: string,
  prefix = '',
): v.InferOutput<S> {
  const result = v.safeParse(schema, input, { abortEarly: true });
  if (result.success) return result.output;
  const issue = result.issues[0];
  throw new ContractError(prefix + (v.getDotPath(issue) ?? name), issue.message);
}
