/** Who is asking: read anew at each request with the web session, so that a disabled person or a lowered role counts at once. */
import type { RequestHandler } from 'express'

declare module 'express-session' {
  interface SessionData {
    passport?: { user?: string }
  }
}

/** passport has put the person's id in the session; a sign-in that ended, or a disabled person, is nobody. */
export const currentPerson: RequestHandler = (req, _res, next) => {
  if (req.session.passport?.user) {
    const hasEnded = (req.session.signed_in_until ?? 0) <= req.ctx.now.getTime()
    const actor = hasEnded ? null : req.signed_in
    if (actor) req.ctx.actor = actor
    else delete req.session.passport
  }
  next()
}
