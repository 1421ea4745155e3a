/** The axes of the figures. */
export const chart = {
  solved: 'Solved, percent',
  samples: 'n, samples drawn (log axis)',
};

export type ChartMessages = typeof chart;
