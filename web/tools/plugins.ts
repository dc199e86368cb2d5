// SPDX-License-Identifier: AGPL-3.0-or-later
// The small Vite plugins of the build: languages, icons, the early language, the service worker, compressed copies.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { transformWithEsbuild, type Plugin, type Rollup } from 'vite';
import { compiled_messages, content_folder, icons, languages, type Area } from './content.ts';

const browser_floor = ['chrome87', 'safari15'];

// virtual:bydel-languages            the list of languages
// virtual:bydel-messages/<area>      { code: () => import(the language's messages) }
export function language_files(): Plugin {
  const ours = (id: string) => id.startsWith('virtual:bydel-languages') || id.startsWith('virtual:bydel-messages/');
  return {
    name: 'bydel-languages',
    resolveId: (id) => (ours(id) ? '\0' + id : null),
    load(id) {
      if (!id.startsWith('\0') || !ours(id.slice(1))) return null;
      const [name, area, code] = id.slice(1).split('/');
      if (name === 'virtual:bydel-languages') return `export const languages = ${JSON.stringify(languages())};`;
      if (code) return `export default ${JSON.stringify(compiled_messages(area as Area, code))};`;
      const entries = languages().map((one) => `${JSON.stringify(one.code)}: () => import('virtual:bydel-messages/${area}/${one.code}')`);
      return `export const load = { ${entries.join(', ')} };`;
    },
    configureServer(server) {
      server.watcher.add(content_folder);
      server.watcher.on('change', (path) => {
        if (!path.startsWith(content_folder)) return;
        server.moduleGraph.invalidateAll();
        server.ws.send({ type: 'full-reload' });
      });
    },
  };
}

// virtual:bydel-icons: { names, sprite } where sprite is the address of one SVG file with a <symbol> for each icon.
export function icon_sprite(): Plugin {
  let serving = false;
  return {
    name: 'bydel-icons',
    configResolved: (config) => void (serving = config.command === 'serve'),
    resolveId: (id) => (id === 'virtual:bydel-icons' ? '\0' + id : null),
    load(id) {
      if (id !== '\0virtual:bydel-icons') return null;
      const { names, sprite } = icons();
      const address = serving
        ? JSON.stringify('/icons.svg')
        : `import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'asset', name: 'icons.svg', source: sprite })}`;
      return `export const names = ${JSON.stringify(names)};\nexport const sprite = ${address};`;
    },
    resolveFileUrl: ({ fileName }) => JSON.stringify('/' + fileName),
    configureServer(server) {
      server.middlewares.use('/icons.svg', (_request, response) => {
        response.setHeader('Content-Type', 'image/svg+xml');
        response.end(icons().sprite);
      });
    },
  };
}

// A few hundred bytes of script that the start page asks for first: it sends for the texts of the phone's language while the app itself
// is still on its way, instead of after it. A file and not in the page, because the Content-Security-Policy allows no script in a page.
export function early_language(source: string): Plugin {
  return {
    name: 'bydel-early-language',
    enforce: 'post',
    apply: 'build',
    async generateBundle(_options, bundle) {
      const page = bundle['index.html'];
      if (page?.type !== 'asset') return;
      const built = await transformWithEsbuild(readFileSync(source, 'utf8'), 'early.ts', { target: browser_floor, minify: true, sourcemap: false, format: 'iife' });
      const files = Object.fromEntries(Object.entries(field_languages(bundle)).map(([code, file]) => [code, '/' + file]));
      const script = built.code.replace('__LANGUAGE_FILES__', JSON.stringify(files));
      const name = `assets/early-${createHash('sha256').update(script).digest('hex').slice(0, 8)}.js`;
      this.emitFile({ type: 'asset', fileName: name, source: script });
      page.source = String(page.source).replace('<script type="module"', `<script async src="/${name}"></script>\n    <script type="module"`);
    },
  };
}

function field_languages(bundle: Rollup.OutputBundle): Record<string, string> {
  const found: Record<string, string> = {};
  for (const chunk of Object.values(bundle)) {
    const code = chunk.type === 'chunk' ? /virtual:bydel-messages\/field\/(.+)$/.exec(chunk.facadeModuleId ?? '')?.[1] : undefined;
    if (code) found[code] = chunk.fileName;
  }
  return found;
}

// sw.js: the service worker of the field app with the list of files that it keeps. A language's messages are kept when it is chosen.
export function service_worker(source: string): Plugin {
  return {
    name: 'bydel-service-worker',
    enforce: 'post',
    apply: 'build',
    async generateBundle(_options, bundle) {
      if (!bundle['index.html']) return;
      const kept = reachable(bundle, 'index.html');
      const per_language = Object.fromEntries(Object.entries(field_languages(bundle)).map(([code, file]) => [code, '/' + file]));
      for (const file of Object.values(field_languages(bundle))) kept.delete(file);
      for (const file of Object.keys(bundle)) if (/icons-.*\.svg$|early-.*\.js$/.test(file)) kept.add(file);
      const still = readdirSync(fileURLToPath(new URL('../public', import.meta.url))).filter((file) => file !== 'not_found.css'); // of a page that only the server has
      const files = ['/', ...[...kept].map((file) => '/' + file), ...still.map((file) => '/' + file)].sort();
      const index = bundle['index.html'];
      const version = createHash('sha256')
        .update(JSON.stringify([files, per_language]) + (index?.type === 'asset' ? String(index.source) : ''))
        .digest('hex')
        .slice(0, 12);
      const code = readFileSync(source, 'utf8');
      const built = await transformWithEsbuild(code, 'sw.ts', { target: browser_floor, minify: true, sourcemap: false });
      const names = { VERSION: version, FILES: files, LANGUAGE_FILES: per_language };
      const head = Object.entries(names).map(([name, value]) => `self.${name}=${JSON.stringify(value)};`);
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: head.join('') + built.code });
    },
  };
}

function reachable(bundle: Rollup.OutputBundle, page: string): Set<string> {
  const found = new Set<string>();
  const visit = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    const chunk = bundle[file];
    if (chunk?.type !== 'chunk') return;
    [...chunk.imports, ...chunk.dynamicImports].forEach(visit);
    (chunk.viteMetadata?.importedCss ?? new Set<string>()).forEach((css) => found.add(css));
    (chunk.viteMetadata?.importedAssets ?? new Set<string>()).forEach((asset) => found.add(asset));
  };
  for (const chunk of Object.values(bundle)) {
    if (chunk.type === 'chunk' && chunk.isEntry && chunk.facadeModuleId?.endsWith('/' + page)) visit(chunk.fileName);
  }
  return found;
}

// A .gz beside every text file, so that the server needs no compression of its own for them.
export function compressed_copies(): Plugin {
  let folder = '';
  return {
    name: 'bydel-gzip',
    apply: 'build',
    configResolved: (config) => void (folder = resolve(config.root, config.build.outDir) + '/'),
    closeBundle() {
      for (const name of readdirSync(folder, { recursive: true }) as string[]) {
        if (/\.(html|js|css|svg|json|webmanifest|wasm)$/.test(name)) writeFileSync(folder + name + '.gz', gzipSync(readFileSync(folder + name), { level: 9 }));
      }
    },
  };
}
