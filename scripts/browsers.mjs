/** Finds the browsers that tests and the bench drive, and installs Debian's where it may. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';

const chromium = {
  name: 'Chromium',
  variable: 'CHROMIUM',
  package: 'chromium',
  usual: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
};

const firefox = {
  name: 'Firefox',
  variable: 'FIREFOX',
  package: 'firefox-esr',
  usual: [
    '/usr/bin/firefox-esr',
    '/usr/bin/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
  ],
};

/** The path of a Chromium: the one that the variable CHROMIUM names, else a usual place, else null. */
export const findChromium = () => find(chromium);

/** Like {@link findChromium}, but tries Debian's package first; throws when there is none even so. */
export const ensureChromium = () => ensure(chromium);

/** The path of a Firefox, likewise; the variable is FIREFOX. */
export const findFirefox = () => find(firefox);

/** Like {@link findFirefox}, but tries Debian's package first; throws when there is none even so. */
export const ensureFirefox = () => ensure(firefox);

function find({ variable, usual }) {
  const named = process.env[variable];
  return (named ? [named] : usual).find(isExecutable) ?? null;
}

function ensure(browser) {
  const { name, variable } = browser;
  const found = find(browser);
  if (found) return found;
  if (process.env[variable]) {
    throw new Error(`${variable}=${process.env[variable]} is not a program.`);
  }
  console.error(`No ${name} found; trying Debian’s package (apt-get install ${browser.package}) …`);
  const options = { stdio: ['ignore', process.stderr, process.stderr] };
  spawnSync('apt-get', ['update', '-q'], options);
  spawnSync(
    'apt-get',
    ['install', '-q', '-y', '--no-install-recommends', browser.package],
    options,
  );
  const installed = find(browser);
  if (installed) return installed;
  throw new Error(`Browser tests need ${name}: install it, or set ${variable} to its path.`);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
