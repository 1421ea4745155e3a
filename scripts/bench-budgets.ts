import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { preview } from 'vite';
import type { Manifest } from '../src/core/manifest.ts';
import { modelFiles } from '../src/engine/model-files.ts';
import { classroomLink, SlowLink } from '../tests/bench/slow-link.ts';
import { root } from './dependencies.mjs';
import { firstVisit } from './first-visit.ts';

const lastRelease = new URL('last-release.json', import.meta.url);

/** What is measured: bytes as they are sent, gzipped where hosts do so; seconds; milliseconds. */
const figures = {
  javascript: { label: 'JavaScript before the engine, gzipped', unit: 'kB', budget: 150 },
  styles: { label: 'CSS, gzipped', unit: 'kB', budget: 30 },
  runtime: { label: 'what runs the model on WebAssembly', unit: 'kB', budget: 5000 },
  model: { label: 'model', unit: 'kB', budget: 80_000 },
  usable: { label: 'until the example can be edited, local', unit: 's', budget: null },
  usableSlow: { label: 'until the example can be edited, 20 Mbit/s', unit: 's', budget: 2 },
  coloured: { label: 'until a paste’s first step is coloured, local', unit: 's', budget: null },
  colouredSlow: {
    label: 'until a paste’s first step is coloured, 20 Mbit/s',
    unit: 's',
    budget: null,
  },
  longestPause: { label: 'longest pause of the page meanwhile', unit: 'ms', budget: 200 },
} as const;

type Figures = Readonly<Record<keyof typeof figures, number>>;
const names = Object.keys(figures) as (keyof typeof figures)[];

/**
 * Prints sizes and times of the site that was built last, beside its budgets and the last release's
 * figures; `record` makes them the last release's. False where one is over its budget.
 */
export async function measureBudgets(
  browser: Browser,
  manifest: Manifest,
  { record }: { readonly record: boolean },
): Promise<boolean> {
  const server = await preview({ root, preview: { port: 0 } });
  const url = server.resolvedUrls?.local[0] ?? '';
  const link = await SlowLink.to(url, classroomLink);
  const sizes = await sizesOf(browser, url);
  const [near, far] = [await firstVisit(browser, url), await firstVisit(browser, link.url)];
  await link.stop();
  await server.close();
  const now: Figures = {
    ...sizes,
    model: modelFiles(manifest).reduce((sum, { bytes }) => sum + bytes / 1000, 0),
    usable: near.usable,
    usableSlow: far.usable,
    coloured: near.coloured,
    colouredSlow: far.coloured,
    longestPause: Math.max(near.longestPause, far.longestPause),
  };
  const before = JSON.parse(readFileSync(lastRelease, 'utf8')) as Partial<Figures>;
  console.log('\nBudgets: now, at the last release, at most');
  let isKept = true;
  for (const name of names) {
    const { label, unit, budget } = figures[name];
    const isOver = budget !== null && now[name] > budget;
    isKept &&= !isOver;
    const row = [shown(now[name]), shown(before[name]), budget ?? '–'].join(', ');
    console.log(`  ${label}: ${row} ${unit}${isOver ? ' — OVER' : ''}`);
  }
  if (record) writeFileSync(lastRelease, `${JSON.stringify(rounded(now), null, 2)}\n`);
  return isKept;
}

/** Sizes in kB of what a first visit fetches before it asks for the model, and of the runtime after. */
async function sizesOf(
  browser: Browser,
  url: string,
): Promise<Pick<Figures, 'javascript' | 'styles' | 'runtime'>> {
  // The service worker fetches the whole site, for later.
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const asked = {
    javascript: new Set<string>(),
    styles: new Set<string>(),
    runtime: new Set<string>(),
  };
  context.on('request', (request) => {
    const { pathname } = new URL(request.url());
    const kind = pathname.endsWith('.deflate')
      ? 'runtime'
      : ({ script: 'javascript', stylesheet: 'styles' } as const)[
          request.resourceType() as 'script' | 'stylesheet'
        ];
    if (kind) asked[kind].add(request.url());
  });
  // Fetched anew to be weighed: what a worker was sent is gone when the worker is.
  const bodies = (urls: Set<string>) =>
    Promise.all([...urls].map(async (one) => (await context.request.get(one)).body()));
  await page.goto(url);
  await page.locator('li.step:not(.unjudged) textarea').first().waitFor();
  await page.waitForLoadState('networkidle');
  // Hosts compress these as they send them; the runtime is sent compressed as it lies there.
  const javascript = await bodies(asked.javascript);
  const styles = await bodies(asked.styles);
  await page.getByRole('button', { name: 'get it now' }).click();
  await page.getByText(/Judged in|The model is ready/).waitFor({ timeout: 300_000 });
  const runtime = await bodies(asked.runtime);
  await context.close();
  const gzipped = (all: Buffer[]) => kilobytes(all.map((body) => gzipSync(body)));
  return {
    javascript: gzipped(javascript),
    styles: gzipped(styles),
    runtime: kilobytes(runtime),
  };
}

function kilobytes(bodies: readonly Buffer[]): number {
  return bodies.reduce((sum, { length }) => sum + length, 0) / 1000;
}

function rounded(all: Figures): Figures {
  const entries = names.map((name) => [name, Number(all[name].toFixed(2))] as const);
  return Object.fromEntries(entries) as Figures;
}

function shown(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(value < 10 ? 1 : 0);
}
