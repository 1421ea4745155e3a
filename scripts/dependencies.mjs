/** Installs the packages when they are missing or older than the lock file. Needs Node alone. */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Leaves `node_modules` as the lock file wants it; ends the process when npm cannot. */
export function ensureDependencies() {
  // npm writes this file last, so an installation that was cut short counts as missing.
  const installed = modifiedAt('node_modules/.package-lock.json');
  if (installed >= modifiedAt('package-lock.json')) return;
  console.error('Installing packages (npm ci) …');
  // Standard output belongs to the command that needs the packages.
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    console.error('npm ci failed: see its messages above.');
    process.exit(npm.status ?? 1);
  }
}

function modifiedAt(path) {
  return statSync(new URL(`../${path}`, import.meta.url), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
