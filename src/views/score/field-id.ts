/** The id of the field that a step's or the problem's text is edited in. */
export function fieldId(step: number | 'problem'): string {
  return `field-${step}`;
}
