/** Finds the Chromium that browser tests and the bench drive, and installs Debian's where it may. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The path of a Chromium: the one that the variable CHROMIUM names, else a usual place, else null. */
export function findChromium() {
  const named = process.env.CHROMIUM;
  return (named ? [named] : usual).find(isExecutable) ?? null;
}

/** Like {@link findChromium}, but tries Debian's package first; throws when there is none even so. */
export function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  if (process.env.CHROMIUM) throw new Error(`CHROMIUM=${process.env.CHROMIUM} is not a program.`);
  console.error('No Chromium found; trying Debian’s package (apt-get install chromium) …');
  const options = { stdio: ['ignore', process.stderr, process.stderr] };
  spawnSync('apt-get', ['update', '-q'], options);
  spawnSync('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'chromium'], options);
  const installed = findChromium();
  if (installed) return installed;
  throw new Error('Browser tests need Chromium: install it, or set CHROMIUM to its path.');
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
