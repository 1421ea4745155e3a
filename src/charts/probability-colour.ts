/**
 * A probability's colour as CSS: from the palette's 'wrong' at 0 over 'unsure' at ½ to 'right' at
 * 1, interpolated in OKLab by the browser, so that the palette can change without a redraw. NaN
 * gives the rule's neutral colour.
 */
export function probabilityColour(probability: number): string {
  return mix(probability, '');
}

/** The same for the pale ground behind text, which decorates and never informs. */
export function probabilityTint(probability: number): string {
  return mix(probability, '-tint');
}

function mix(probability: number, kind: '' | '-tint'): string {
  if (Number.isNaN(probability)) return 'var(--rule)';
  const p = Math.min(Math.max(probability, 0), 1);
  const [low, high, share] = p < 0.5 ? ['wrong', 'unsure', p * 2] : ['unsure', 'right', p * 2 - 1];
  return `color-mix(in oklab, var(--${high}${kind}) ${(share * 100).toFixed(1)}%, var(--${low}${kind}))`;
}
