/** Who is asking: read anew at each request, so that a disabled person or a lowered role counts at once. */
import type { RequestHandler } from 'express'
import { findActor } from '../../features/people/index.ts'

declare module 'express-session' {
  interface SessionData {
    passport?: { user?: string }
  }
}

/** passport has put the person's id in the session; a sign-in that ended, or a disabled person, is nobody. */
export const currentPerson: RequestHandler = async (req, _res, next) => {
  const personId = req.session.passport?.user
  if (personId) {
    const hasEnded = (req.session.signed_in_until ?? 0) <= req.ctx.now.getTime()
    const actor = hasEnded ? undefined : await findActor(req.ctx, personId)
    if (actor) req.ctx.actor = actor
    else delete req.session.passport
  }
  next()
}
