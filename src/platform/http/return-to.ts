/** Where to go after signing in, and the form that was sent while signed out: nothing typed is lost. */
import { createHmac } from 'node:crypto'
import type { Request, Response } from 'express'
import { sameSecret } from '../../lib/codes.ts'
import { cookieName } from './cookies.ts'
import { readTypedWords } from './upload.ts'

export interface KeptForm {
  path: string
  fields: [name: string, value: string][]
  /** Who typed it, as `ownerMark`. Another person never sees it. */
  owner: string
  /** Something was uploaded with it, which is not kept. */
  has_files?: boolean
  kept_at: number
}

declare module 'express-session' {
  interface SessionData {
    kept_form?: KeptForm
  }
}

const secretFields = /password|code|secret/i
const ownerCookie = ({ ctx }: Request): string => cookieName(ctx.config, 'last_person')

/** Only a path of our own, whatever was asked for: no scheme, no host, no backslash, no control character. */
export function ownPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || wanted.length > 2000) return '/'
  // oxlint-disable-next-line no-control-regex
  if (!/^\/(?![/\\])[^\\\u0000-\u0020]*$/.test(wanted)) return '/'
  const url = URL.parse(wanted, 'http://own.invalid')
  return url?.origin === 'http://own.invalid' ? url.pathname + url.search : '/'
}

/** Marks the browser with who signed in last, unreadable, so that a kept form goes back to its writer alone. */
export function markOwner(req: Request, res: Response, personId: string): void {
  const mark = ownerMark(req, personId)
  res.cookie(ownerCookie(req), `${mark}.${sign(req, mark)}`, {
    httpOnly: true,
    sameSite: 'lax',
    secure: req.ctx.config.base_url.startsWith('https:'),
    maxAge: 7 * 24 * 3_600_000,
  })
}

const ownerMark = (req: Request, personId: string): string => sign(req, `person ${personId}`)

function sign(req: Request, text: string): string {
  return createHmac('sha256', req.ctx.config.session_secret).update(text).digest('base64url')
}

/** The mark this server gave; null for one that somebody made up. */
function readOwner(req: Request): string | null {
  const sent = (req.headers.cookie ?? '').split('; ').find((one) => one.startsWith(`${ownerCookie(req)}=`))
  const [, mark = '', seal = ''] = /=([\w-]{43})\.([\w-]{43})$/.exec(sent ?? '') ?? []
  return sameSecret(Buffer.from(seal), Buffer.from(sign(req, mark))) ? mark : null
}

/**
 * Sends a signed-out visitor to the sign-in page; a posted form waits in the web session until then. Only where somebody
 * has signed in before: nobody else can have lost one, and strangers have nothing to store here or to leave for others.
 */
export async function sendToSignIn(req: Request, res: Response): Promise<void> {
  const isPost = req.method === 'POST'
  const owner = readOwner(req)
  if (isPost && owner !== null) {
    const has_files = req.is('multipart/form-data') === 'multipart/form-data'
    const typed = has_files ? await readTypedWords(req, res) : req.body
    const fields = Object.entries((typed ?? {}) as Record<string, unknown>)
      .filter(([name]) => !secretFields.test(name))
      .flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, String(one)]))
    if (fields.length > 0)
      req.session.kept_form = { path: req.originalUrl, fields, owner, has_files, kept_at: req.ctx.now.getTime() }
  }
  const back = isPost ? '' : `?next=${encodeURIComponent(ownPath(req.originalUrl))}`
  res.redirect(303, `/sign-in${back}`)
}

/** The form that waits for this person, if it is theirs and less than an hour old; taken once. */
export function takeKeptForm(req: Request, personId: string): KeptForm | null {
  const form = req.session.kept_form
  if (!form) return null
  delete req.session.kept_form
  const isTheirs = form.owner === ownerMark(req, personId)
  const isFresh = req.ctx.now.getTime() - form.kept_at < 3_600_000
  return isTheirs && isFresh ? form : null
}
