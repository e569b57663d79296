/** The source tree as the architecture tests see it: files, and who imports whom. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Paths of the files below `folder`, relative to the root, '/'-separated. */
export function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .toSorted()
}

export const read = (path: string): string => readFileSync(join(root, path), 'utf8')

export interface Import {
  from: string
  to: string
}

/** Imports of our own files, static and dynamic, type-only ones included. */
export function importsOf(path: string): Import[] {
  const text = read(path)
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)].map((match) => ({
    from: path,
    to: relative(root, resolve(root, dirname(path), match[1]!)).replaceAll('\\', '/'),
  }))
}
