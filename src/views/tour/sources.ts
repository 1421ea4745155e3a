/** A paper that the tour rests on. */
export interface Source {
  readonly authors: string;
  readonly year: number;
  readonly title: string;
  /** Its number on arXiv. */
  readonly arxiv: string;
}

/** The papers by their first authors; titles as published. */
export const papers = {
  lightman: {
    authors: 'Lightman et al.',
    year: 2023,
    title: 'Let’s Verify Step by Step',
    arxiv: '2305.20050',
  },
  uesato: {
    authors: 'Uesato et al.',
    year: 2022,
    title: 'Solving math word problems with process- and outcome-based feedback',
    arxiv: '2211.14275',
  },
  cobbe: {
    authors: 'Cobbe et al.',
    year: 2021,
    title: 'Training Verifiers to Solve Math Word Problems',
    arxiv: '2110.14168',
  },
  wang: {
    authors: 'Wang et al.',
    year: 2022,
    title: 'Self-Consistency Improves Chain of Thought Reasoning in Language Models',
    arxiv: '2203.11171',
  },
  zheng: {
    authors: 'Zheng et al.',
    year: 2024,
    title: 'ProcessBench: Identifying Process Errors in Mathematical Reasoning',
    arxiv: '2412.06559',
  },
  chen: {
    authors: 'Chen et al.',
    year: 2021,
    title: 'Evaluating Large Language Models Trained on Code',
    arxiv: '2107.03374',
  },
  gao: {
    authors: 'Gao, Schulman and Hilton',
    year: 2023,
    title: 'Scaling Laws for Reward Model Overoptimization',
    arxiv: '2210.10760',
  },
} as const satisfies Record<string, Source>;
