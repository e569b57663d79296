/** Begins a person's web session: a new id (against fixation), 12 hours long, and only the person's id in it. */
import type { Request, Response } from 'express'
import { markOwner } from '../../platform/http/return-to.ts'

const signInMilliseconds = 12 * 3_600_000

/** passport rotates the session id; the form kept while signed out is carried over. */
export async function startSignIn(req: Request, res: Response, personId: string): Promise<void> {
  const kept = req.session.kept_form
  await new Promise<void>((resolve, reject) =>
    req.logIn({ id: personId }, (error: unknown) => (error ? reject(error) : resolve())),
  )
  const now = req.ctx.now.getTime()
  req.session.signed_in_at = now
  req.session.signed_in_until = now + signInMilliseconds
  req.session.user_agent = String(req.headers['user-agent'] ?? '').slice(0, 300)
  if (kept) req.session.kept_form = kept
  markOwner(req, res, personId)
}
