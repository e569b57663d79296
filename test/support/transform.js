/** Turns one TypeScript file into JavaScript for jest, with esbuild (type checking is `npm run types`). */
import { transformSync } from 'esbuild'

export default {
  process: (source, path) =>
    transformSync(source, { loader: 'ts', format: 'esm', target: 'node22', sourcemap: 'inline', sourcefile: path }),
}
