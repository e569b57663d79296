/** One sentence carried over a redirect: what was just done. */
import type { Request } from 'express'

export interface Flash {
  kind: 'success' | 'notice'
  text: string
}

declare module 'express-session' {
  interface SessionData {
    flash?: Flash[]
    /** Milliseconds since 1970: when this sign-in ends. */
    signed_in_until?: number
    signed_in_at?: number
    user_agent?: string
  }
}

export function flash(req: Request, kind: Flash['kind'], text: string): void {
  req.session.flash = [...(req.session.flash ?? []), { kind, text }]
}

/** What a script fetches behind an open page is read by nobody: the sentence waits for the page that is. */
export function takeFlash(req: Request): Flash[] {
  if (req.get('x-background')) return []
  const waiting = req.session?.flash ?? []
  if (waiting.length > 0) delete req.session.flash
  return waiting
}
