/** `npm start`: installs what is missing, builds the site and serves it, models included. */
import { ensureDependencies, root } from './dependencies.mjs';

ensureDependencies();
const { build, preview } = await import('vite');
await build({ root, logLevel: 'warn' });
const server = await preview({ root, preview: { port: Number(process.env.PORT ?? 4173) } });
const [url] = server.resolvedUrls?.local ?? [];
console.log(`\n  Stepwise is at ${url}\n  Press Ctrl+C to stop.\n`);
