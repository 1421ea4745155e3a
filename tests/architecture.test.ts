import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What each folder of `src` may import: itself, these folders, and these packages. */
const allowed: Record<string, { readonly folders: readonly string[]; readonly packages: RegExp }> =
  {
    core: { folders: [], packages: /^(valibot|fraction\.js)$/ },
    engine: {
      folders: ['core'],
      packages: /^(onnxruntime-web(\/.*)?|comlink|valibot|@huggingface\/tokenizers)$/,
    },
    i18n: { folders: [], packages: /^svelte(\/.*)?$/ },
    state: { folders: ['core', 'engine', 'i18n'], packages: /^(svelte(\/.*)?|valibot)$/ },
    charts: { folders: ['core', 'i18n'], packages: /^(svelte(\/.*)?|d3-[a-z]+)$/ },
    ui: { folders: ['core', 'i18n'], packages: /^(svelte(\/.*)?|d3-[a-z]+|katex(\/.*)?)$/ },
    views: {
      folders: ['core', 'engine', 'state', 'charts', 'ui', 'i18n'],
      packages: /^(svelte(\/.*)?|d3-[a-z]+|katex(\/.*)?|uqr)$/,
    },
    'service-worker': { folders: [], packages: /^workbox-precaching\// },
  };

interface Import {
  readonly file: string;
  readonly target: string;
}

const imports: Import[] = Object.keys(allowed).flatMap((folder) =>
  readdirSync(join('src', folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|svelte)$/.test(name))
    .flatMap((name) => importsOf(join('src', folder, name))),
);

/** Static, dynamic and re-exporting imports, and the worker that `new URL` starts. */
function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(
    /(?:\bfrom\s*|\bimport\s*\(?\s*|\bnew URL\(\s*(?=['"]\.))(['"])(?<target>[^'"\n]+)\1/g,
  );
  return Array.from(found, ({ groups }) => ({ file, target: groups?.target ?? '' }));
}

/** The folder of `src` that a file lies in; null for files outside and for `src` itself. */
function folderOf(path: string): string | null {
  return /^src\/([^/]+)\//.exec(path)?.[1] ?? null;
}

describe('imports', () => {
  it('are found at all', () => {
    expect(imports.length).toBeGreaterThan(20);
  });

  it('point one way: core ← engine ← state ← views, and core ← charts, ui ← views', () => {
    const wrong = imports.filter(({ file, target }) => {
      const folder = folderOf(file) ?? '';
      const rule = allowed[folder];
      if (!target.startsWith('.')) return !rule?.packages.test(target.replace(/\?.*$/, ''));
      const to = folderOf(normalize(join(dirname(file), target)));
      return to !== folder && !(to !== null && rule?.folders.includes(to));
    });
    expect(wrong).toEqual([]);
  });

  it('name their files in full, so that Node, the bundler and tests read the same', () => {
    const bare = imports.filter(
      ({ target }) => target.startsWith('.') && !/\.(ts|svelte|css|json)(\?.*)?$/.test(target),
    );
    expect(bare).toEqual([]);
  });
});
