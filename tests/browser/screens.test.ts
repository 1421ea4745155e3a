import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { preview, type PreviewServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from './chromium.ts';
import { picture } from './screens/camera.ts';
import { PictureComparer } from './screens/references.ts';
import { picturedViews } from './screens/views.ts';

/** Screenshots that do not look like their reference, for whoever wants to see why. */
const unlikeFolder = 'test-results/screens-unlike';

let server: PreviewServer;
let browser: Browser;
let comparer: PictureComparer;
let site: string;

beforeAll(async () => {
  if (!existsSync('dist/index.html')) throw new Error('Build the site first: npm run build');
  [server, browser] = await Promise.all([
    preview({ logLevel: 'error', preview: { port: 0 } }),
    launchChromium(),
  ]);
  site = server.resolvedUrls?.local[0] ?? '';
  comparer = await PictureComparer.open(browser);
  mkdirSync(unlikeFolder, { recursive: true });
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

// After a change that is meant, `npm run screens` makes new references; look at them before you keep them.
describe('Each view looks as it did, in both themes at three widths:', () => {
  for (const [name, view] of Object.entries(picturedViews)) {
    it(name, async () => {
      const unlike: string[] = [];
      for (const shot of await picture(browser, site, [name, view], 'same-everywhere')) {
        const difference = await comparer.difference(shot.name, shot.png);
        if (difference === null) continue;
        writeFileSync(join(unlikeFolder, `${shot.name}.png`), shot.png);
        unlike.push(`${shot.name} ${difference}`);
      }
      expect(unlike).toEqual([]);
    });
  }

  it('but a part that is gone is noticed', async () => {
    const view = picturedViews.score ?? expect.unreachable();
    const maimed = {
      ...view,
      ready: async (page: Parameters<typeof view.ready>[0]) => {
        await view.ready(page);
        await page.addStyleTag({ content: 'button.probability { visibility: hidden !important }' });
      },
    };
    for (const shot of await picture(browser, site, ['score', maimed], 'same-everywhere')) {
      const difference = await comparer.difference(shot.name, shot.png);
      expect(difference ?? 'is the same', shot.name).toMatch(/differs/);
    }
  });
});
