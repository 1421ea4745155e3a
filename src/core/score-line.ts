import * as v from 'valibot';
import { ContractError } from './contract-error.ts';
import { parseContract } from './parse-contract.ts';
import { splitSteps } from './split-steps.ts';

/** What to score: a problem (may be empty) and at least one step; `id` as the line gave it. */
export interface ScoreRequest {
  readonly id?: string | number;
  readonly problem: string;
  readonly steps: readonly string[];
}

const MAX_LINE = 1_000_000;
const step = v.pipe(
  v.string(),
  v.check((text) => text.trim() !== '', 'must not be blank'),
);

const scoreLine = v.object({
  id: v.exactOptional(v.union([v.string(), v.number()], 'must be a string or a number')),
  problem: v.string(),
  steps: v.exactOptional(v.pipe(v.array(step), v.minLength(1, 'must hold at least one step'))),
  solution: v.exactOptional(v.string()),
});

/**
 * Returns what one JSON line `{id?, problem, steps | solution}` asks to score, a `solution` split
 * into its steps. Throws a ContractError that names the line and the field at fault, e.g.
 * `line 3: steps.2`. Other keys are ignored.
 */
export function parseScoreLine(line: string, lineNumber: number): ScoreRequest {
  const where = `line ${lineNumber}`;
  if (line.length > MAX_LINE)
    throw new ContractError(where, `is longer than ${MAX_LINE} characters`);
  const { id, problem, steps, solution } = parseContract(
    scoreLine,
    parseJson(line, where),
    'record',
    `${where}: `,
  );
  if ((steps === undefined) === (solution === undefined)) {
    throw new ContractError(`${where}: steps`, 'give either steps or solution');
  }
  const split = steps ?? splitSteps(solution ?? '');
  if (split.length === 0) throw new ContractError(`${where}: solution`, 'must not be blank');
  return { ...(id !== undefined && { id }), problem, steps: split };
}

function parseJson(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new ContractError(where, `is not JSON (${(error as SyntaxError).message.slice(0, 200)})`);
  }
}
