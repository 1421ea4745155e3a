/** Runs a TypeScript file of this folder after installing what is missing: `node run.mjs FILE ARGS`. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';

const [file, ...args] = process.argv.slice(2);
ensureDependencies();
const script = fileURLToPath(new URL(file, import.meta.url));
const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], { stdio: 'inherit' });
child.on('exit', (code, signal) => process.exit(signal ? 1 : code));
