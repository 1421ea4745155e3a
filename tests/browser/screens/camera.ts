import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import type { PicturedView } from './views.ts';

export const themes = ['light', 'dark'] as const;

/** In CSS pixels, with the height of what is seen at once: a projector, a tablet, a phone. */
const screens = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
] as const;

/** A view's whole page as it looks in one theme at one width. */
export interface Shot {
  /** `VIEW-THEME-WIDTH` */
  readonly name: string;
  readonly png: Buffer;
}

/** In which letters pages are pictured. */
export type Face =
  /** Those that a visitor with this machine's fonts sees. */
  | 'own'
  /** KaTeX's sans serif, which is part of the site: the same lines on every machine. */
  | 'same-everywhere';

/** Pictures a view of the site in both themes at three widths, without motion or chance. */
export async function picture(
  browser: Browser,
  site: string,
  [name, view]: readonly [string, PicturedView],
  face: Face,
): Promise<Shot[]> {
  const context = await browser.newContext({
    locale: 'en-GB',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    // The page's own policy forbids the letters put into it.
    bypassCSP: true,
  });
  await context.addInitScript((choices) => {
    Math.random = () => 0.5;
    localStorage.setItem('stepwise.choices', JSON.stringify(choices));
  }, view.choices ?? {});
  const page = await context.newPage();
  await page.goto(site + view.address);
  await view.ready(page);
  // What is skipped until it is scrolled to keeps a guessed height in the picture of a whole page.
  await page.addStyleTag({ content: '* { content-visibility: visible !important; }' });
  if (face === 'same-everywhere') await page.addStyleTag({ content: katexFace() });
  const shots: Shot[] = [];
  for (const size of screens) {
    await page.setViewportSize(size);
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme });
      shots.push({ name: `${name}-${theme}-${size.width}`, png: await settled(page, view) });
    }
  }
  await context.close();
  return shots;
}

/** The page once it looks the same twice: fonts are here, workers have answered, charts are drawn. */
async function settled(page: Page, view: PicturedView): Promise<Buffer> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready);
  let before = await shot(page, view);
  for (;;) {
    const now = await shot(page, view);
    if (now.equals(before)) return now;
    before = now;
  }
}

function shot(page: Page, { isScreenful = false }: PicturedView): Promise<Buffer> {
  return page.screenshot({ fullPage: !isScreenful, animations: 'disabled', caret: 'hide' });
}

function katexFace(): string {
  const faces = [
    ['Regular', 400, 'normal'],
    ['Bold', 700, 'normal'],
    ['Italic', 400, 'italic'],
  ] as const;
  const rules = faces.map(([file, weight, style]) => {
    const path = `node_modules/katex/dist/fonts/KaTeX_SansSerif-${file}.woff2`;
    const source = `url(data:font/woff2;base64,${readFileSync(path, 'base64')})`;
    return `@font-face { font-family: Pictured; src: ${source}; font-weight: ${weight}; font-style: ${style}; }`;
  });
  return `${rules.join('\n')}
    :root { --text-face: Pictured !important; --number-face: Pictured !important; }`;
}
