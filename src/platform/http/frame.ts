/** The frame around a page's body. Strangers all see the same one: it is made once and kept, in pieces around title and body. */
import ejs from 'ejs'
import type { ViewOptions } from './views.ts'
import { renderView } from './views.ts'

export interface FrameLocals {
  title: string
  body: string
  actor: unknown
  force: object
  back: object | null
  errors: unknown[]
  flash: unknown[]
  exit_page: boolean
  wide: boolean
  refresh_seconds: number | null
  sign_in_ends_at: string | null
  development: boolean
  [local: string]: unknown
}

const [titleMark, bodyMark] = ['\u{f0001}', '\u{f0002}']
const marks = new RegExp(`${titleMark}|${bodyMark}`, 'u')

const kept = new Map<string, [start: string, middle: string, end: string]>()
const mostKept = 100

export function renderFrame(layout: 'page' | 'print', locals: FrameLocals, { cache }: ViewOptions): string {
  const file = `layouts/${layout}.ejs`
  if (!cache || layout !== 'page' || !isPlain(locals)) return renderView(file, locals, { cache })
  const { force, back, exit_page, wide, refresh_seconds, development } = locals
  const key = JSON.stringify([force, back, exit_page, wide, refresh_seconds, development])
  const [start, middle, end] =
    kept.get(key) ?? keep(key, renderView(file, { ...locals, title: titleMark, body: bodyMark }, { cache }))
  return start + ejs.escapeXML(locals.title) + middle + locals.body + end
}

/** Nothing in it is of this person or of this answer alone. */
const isPlain = ({ actor, errors, flash, sign_in_ends_at, asset, now_at }: FrameLocals): boolean =>
  !actor && errors.length === 0 && flash.length === 0 && !sign_in_ends_at && asset === undefined && now_at === undefined

function keep(key: string, html: string): [string, string, string] {
  const pieces = html.split(marks)
  const [start, middle, end] = pieces
  if (pieces.length !== 3)
    throw new Error(`The frame says its title and its body ${pieces.length - 1} times, not once each`)
  if (kept.size >= mostKept) kept.clear()
  const made: [string, string, string] = [start!, middle!, end!]
  kept.set(key, made)
  return made
}
