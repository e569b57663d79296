/**
 * `npm run lock`, after every `npm install`: writes into package-lock.json the platform packages of native tools that npm
 * left out because the registry at hand lacks them; without them `npm ci` refuses the lock. They are optional and made
 * for other computers, so name, version and platform are all npm needs to pass them over.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

interface LockEntry {
  version: string
  resolved?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

export interface Lock {
  packages: Record<string, LockEntry>
}

export const lockFile = fileURLToPath(new URL('../../package-lock.json', import.meta.url))

/** A copy of the lock in which every optional dependency has its entry. */
export function completeLock(lock: Lock): Lock {
  const packages = { ...lock.packages }
  for (const [path, entry] of Object.entries(lock.packages))
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const found = findEntry(packages, path, name)
      if (found && (found.version === version || !isExact(version))) continue
      const free = packages[`node_modules/${name}`] === undefined
      packages[free ? `node_modules/${name}` : `${path}/node_modules/${name}`] = {
        version: exact(name, version),
        ...(entry.dev ? { dev: true } : {}),
        optional: true,
        ...platformOf(name),
      }
    }
  const sorted = Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, 'en'))
  return { ...lock, packages: Object.fromEntries(sorted) }
}

/** As Node looks: beside the package, then ever further up. */
function findEntry(packages: Lock['packages'], from: string, name: string): LockEntry | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const found = packages[`${folder}${folder ? '/' : ''}node_modules/${name}`]
    if (found || !folder) return found
  }
}

const isExact = (version: string) => /^\d+\.\d+\.\d+[\w.-]*$/.test(version)

function exact(name: string, version: string): string {
  if (isExact(version)) return version
  throw new Error(`${name} is asked for as ${version}: only an exact version can be written into the lock`)
}

/** Read from the end of the name, such as `-linux-arm64-musl`. */
export function platformOf(name: string): Pick<LockEntry, 'os' | 'cpu' | 'libc'> {
  const parts =
    /(android|darwin|freebsd|linux|openharmony|win32)-(arm|arm64|ia32|loong64|ppc64|riscv64|s390x|x64)(?:-(\w+))?$/.exec(
      name,
    )
  if (!parts) throw new Error(`The name ${name} does not say for which platform it is`)
  const [, os, cpu, variant] = parts
  const libc = os !== 'linux' || !variant ? {} : { libc: [variant.startsWith('musl') ? 'musl' : 'glibc'] }
  return { os: [os!], cpu: [cpu!], ...libc }
}

export const readLock = (): Lock => JSON.parse(readFileSync(lockFile, 'utf8'))

if (import.meta.main) {
  const lock = readLock()
  const complete = completeLock(lock)
  const added = Object.keys(complete.packages).length - Object.keys(lock.packages).length
  if (added > 0) writeFileSync(lockFile, `${JSON.stringify(complete, null, 2)}\n`)
  process.stdout.write(`${added} platform packages added to package-lock.json\n`)
}
