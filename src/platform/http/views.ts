/** Where the templates are, and how one of them becomes text. */
import { readFileSync } from 'node:fs'
import { dirname, extname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import ejs from 'ejs'

export const viewsFolder = fileURLToPath(new URL('../../../views', import.meta.url))

export interface ViewOptions {
  /** Compiled once and kept; otherwise read anew each time. */
  cache: boolean
  /** What `<%=` does to a value; HTML is escaped unless said. */
  escape?: (value: unknown) => string
}

const compiled = new Map<string, ejs.TemplateFunction>()

/** `view` is a path below views/, with its extension. */
export function renderView(view: string, locals: object, options: ViewOptions): string {
  return renderFile(`${viewsFolder}/${view}`, locals, options)
}

/** Parts are included by a function of our own: that of EJS asks the file system for each of them, each time. */
function renderFile(file: string, locals: object, options: ViewOptions): string {
  const include = (name: string, more?: object) =>
    renderFile(resolve(dirname(file), extname(name) ? name : `${name}.ejs`), { ...locals, ...more }, options)
  // Without a prototype, so that no name in a template means a method of Object.
  return templateOf(file, options)(Object.assign(Object.create(null), locals, { include }))
}

function templateOf(file: string, { cache, escape }: ViewOptions): ejs.TemplateFunction {
  const known = cache ? compiled.get(file) : undefined
  if (known) return known
  const how: Omit<ejs.Options, 'client'> & { async: false; unsafePrototypeLocals: true } = {
    filename: file,
    async: false,
    // The locals are made above for this call alone; EJS need not copy them.
    unsafePrototypeLocals: true,
    ...(escape ? { escape } : {}),
  }
  const template = ejs.compile(readFileSync(file, 'utf8'), how)
  if (cache) compiled.set(file, template)
  return template
}
