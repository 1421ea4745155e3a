import type { Equation } from './arithmetic.ts';
import { evaluate, exact, type Exact } from './exact-value.ts';
import type { Side } from './equation-sides.ts';
import { MEASURES, MULTIPLIERS } from './equation-units.ts';

/**
 * Compares an equation's sides exactly. A difference that rounding, a percent sign, differing units
 * or a doubtful reading may explain gives 'unknown'.
 */
export function judge(
  left: Side,
  right: Side,
  how: { readonly approximate: boolean; readonly doubtful: boolean },
): Pick<Equation, 'left' | 'right' | 'verdict' | 'value'> {
  const sides = { left: left.shown, right: right.shown };
  const [a, b] = [evaluate(left.expression), evaluate(right.expression)];
  if (!a || !b) return { ...sides, verdict: 'unknown' };
  if (a.equals(b) || roundsTo(a, b, right, how.approximate)) {
    return { ...sides, verdict: unitsConvert(left, right) ? 'unknown' : 'right' };
  }
  const open =
    how.doubtful ||
    left.doubtful ||
    right.doubtful ||
    left.operations === 0 ||
    mayBeRounded(a, b, left, right, how.approximate) ||
    mayBePercent(a, b, left, right) ||
    mayBeUnits(left, right) ||
    runsOn(a, right) ||
    mayBeRange(left);
  return open ? { ...sides, verdict: 'unknown' } : { ...sides, verdict: 'wrong', value: shown(a) };
}

/** "1/3 = 0.33": right within one unit of the last decimal shown, as rounding or truncation gives. */
function roundsTo(a: Exact, b: Exact, right: Side, approximate: boolean): boolean {
  const [number] = right.numbers;
  if (right.operations > 0 || !number) return false;
  // A whole number says that it is rounded only by the sign.
  if (number.decimals === 0 && !approximate) return false;
  const unit = exact(`1/1${'0'.repeat(number.decimals + (right.percent ? 2 : 0))}`);
  return a.sub(b).abs().compare(unit) < 0;
}

function mayBeRounded(a: Exact, b: Exact, left: Side, right: Side, approximate: boolean): boolean {
  const difference = Math.abs(a.sub(b).valueOf());
  if (approximate && difference <= 0.1 * Math.abs(a.valueOf())) return true;
  // "100/3 = 33": a whole number for what is none.
  if (a.d !== 1n && b.d === 1n && difference < 1) return true;
  let slack = 0;
  for (const [side, value] of [
    [left, a],
    [right, b],
  ] as const) {
    for (const number of side.numbers) {
      // Amounts of money and short decimals are what they are; 33.3 or 0.67 may stand for a third.
      const rounded = number.decimals > 1 || (number.decimals === 1 && number.digits > 2);
      if (!rounded || number.currency) continue;
      const moved = evaluate(side.expression, number.expression);
      if (moved) slack += Math.abs(moved.sub(value).valueOf());
    }
  }
  return difference <= slack * (1 + 1e-9);
}

/** Off by the hundred of a percent sign or by a thousand left to words, or a percentage in a sum. */
function mayBePercent(a: Exact, b: Exact, left: Side, right: Side): boolean {
  const percent = left.percent || right.percent;
  const ratio = Math.abs(b.valueOf() / a.valueOf());
  const isNear = (factor: number): boolean =>
    [ratio / factor, ratio * factor].some((r) => Math.abs(r - 1) < (percent ? 0.01 : 1e-4));
  return (percent && (left.additive || right.additive)) || [100, 1000, 1e6].some(isNear);
}

/** "60 minutes = 1 hour" has equal sides although its numbers differ, and the other way round. */
function unitsConvert(left: Side, right: Side): boolean {
  return left.operations + right.operations === 0 && mayBeUnits(left, right);
}

function mayBeUnits(left: Side, right: Side): boolean {
  const units = new Set([...left.units, ...right.units]);
  if (left.numbers.concat(right.numbers).some((number) => number.currency)) units.add('dollar');
  if ([...units].some((unit) => MULTIPLIERS.has(unit))) return true;
  if (MEASURES.some((measure) => [...units].filter((unit) => measure.has(unit)).length > 1)) {
    return true;
  }
  const isBoth = left.operations > 0 && right.operations > 0;
  if (isBoth && left.units.length > 0 && right.units.length > 0) {
    // "1/2 banana = 1/2 × 3/2 cucumbers" is an exchange.
    if (!left.units.some((unit) => right.units.includes(unit))) return true;
  }
  // A sum of apples and pears.
  return [left, right].some((side) => side.additive && new Set(side.units).size > 1);
}

/** "3 + 4 = 7 + 5 = 12": the sign read as "gives", with the calculation going on after it. */
function runsOn(a: Exact, right: Side): boolean {
  const [first] = right.numbers;
  if (right.operations === 0 || !first) return false;
  return evaluate(first.expression)?.equals(a) ?? false;
}

/** "10-12 = 3 pages": a dash between a smaller and a larger number may mean "to". */
function mayBeRange(left: Side): boolean {
  const { expression } = left;
  if (expression.kind !== 'operation' || expression.operator !== '-') return false;
  const value = evaluate(expression);
  return value !== null && value.compare(exact('0')) < 0;
}

/** A value as the page shows it: whole, as a short decimal, or cut with an ellipsis. */
function shown(value: Exact): string {
  const number = value.valueOf();
  const decimal = Number(number.toFixed(4));
  const text = Math.abs(number) >= 1e15 ? number.toPrecision(6) : String(decimal);
  const isExact = Math.abs(number) < 1e15 && exact(text).equals(value);
  return (isExact ? text : `${text}…`).replace('-', '−');
}
