import { createReadStream, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview, type Plugin, type PreviewServer } from 'vite';

const root = fileURLToPath(new URL('page', import.meta.url));
const repository = fileURLToPath(new URL('../..', import.meta.url));
const outDir = join(repository, 'test-results/bench');

/** Serves the bench's page with a model at `/model/`, the same one without its 8-bit graph at `/plain/`. */
export async function serveBench(modelFolder: string, gguf: string | null): Promise<PreviewServer> {
  const shared = {
    configFile: join(repository, 'vite.engine.config.ts'),
    root,
    logLevel: 'error' as const,
    plugins: [modelFiles(resolve(modelFolder), gguf)],
  };
  await build({ ...shared, publicDir: false, build: { outDir, emptyOutDir: true } });
  return preview({ ...shared, build: { outDir }, preview: { port: 0 } });
}

function modelFiles(folder: string, gguf: string | null): Plugin {
  return {
    name: 'bench-files',
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = new URL(request.url ?? '', 'http://localhost').pathname;
        const [, variant, name] = /^\/(model|plain)\/([\w.-]+)$/.exec(path) ?? [];
        if (variant === 'plain' && name === 'manifest.json') {
          const manifest = JSON.parse(readFileSync(join(folder, name), 'utf8')) as object;
          response.end(JSON.stringify({ ...manifest, wasm_graph: undefined }));
        } else if (name) {
          createReadStream(join(folder, name)).pipe(response);
        } else if (path === '/baseline.gguf' && gguf) {
          createReadStream(gguf).pipe(response);
        } else {
          next();
        }
      });
    },
  };
}
