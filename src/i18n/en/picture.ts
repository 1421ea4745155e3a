/** What stands in pictures that are saved. */
export const picture = {
  firstError: 'first error',
  source: (model: string): string => `Probabilities by ${model}, drawn by Stepwise.`,
  undrawable: 'This browser can’t draw pictures. Save the solution as Markdown.',
  tooLarge: 'The picture is too large for this browser. Save it as SVG.',
};

export type PictureMessages = typeof picture;
