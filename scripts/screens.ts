/**
 * `npm run screens`: builds the site and pictures each view in both themes at three widths, anew as
 * the references that the tests compare with, and as a visitor sees them into `test-results/screens`,
 * to be looked at. `npm run screens -- VIEW …` does so for some views only; their names are in
 * `tests/browser/screens/views.ts`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, preview } from 'vite';
import { launchChromium } from '../tests/browser/chromium.ts';
import { picture } from '../tests/browser/screens/camera.ts';
import { PictureComparer, referenceFolder } from '../tests/browser/screens/references.ts';
import { picturedViews } from '../tests/browser/screens/views.ts';
import { root } from './dependencies.mjs';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(picturedViews, name));
if (unknown.length > 0) {
  console.error(
    `No view is called ${unknown.join(', ')}: ${Object.keys(picturedViews).join(', ')}`,
  );
  process.exit(1);
}

const reviewFolder = join(root, 'test-results/screens');
mkdirSync(reviewFolder, { recursive: true });
mkdirSync(join(root, referenceFolder), { recursive: true });
await build({ root, logLevel: 'warn' });
const server = await preview({ root, logLevel: 'error', preview: { port: 0 } });
const site = server.resolvedUrls?.local[0] ?? '';
const browser = await launchChromium();
const comparer = await PictureComparer.open(browser);
let bytes = 0;
try {
  for (const view of Object.entries(picturedViews)) {
    if (wanted.length > 0 && !wanted.includes(view[0])) continue;
    for (const { name, png } of await picture(browser, site, view, 'own')) {
      writeFileSync(join(reviewFolder, `${name}.png`), png);
    }
    for (const { name, png } of await picture(browser, site, view, 'same-everywhere')) {
      const reference = await comparer.reduce(png);
      bytes += reference.length;
      writeFileSync(join(root, referenceFolder, `${name}.webp`), reference);
    }
    console.log(`${view[0]}: pictured`);
  }
} finally {
  await browser.close();
  await server.close();
}
console.log(
  `${(bytes / 1000).toFixed(0)} kB in ${referenceFolder}; to be looked at: ${reviewFolder}`,
);
