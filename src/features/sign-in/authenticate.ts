/** Asks a passport strategy, and goes on where the person wanted to go. */
import type { Request, Response } from 'express'
import passport from 'passport'
import { acceptInvitation } from '../people/index.ts'
import { recordAudit } from '../../platform/audit/record.ts'
import { inTransaction } from '../../platform/context.ts'
import { ownPath, takeKeptForm } from '../../platform/http/return-to.ts'
import { startSignIn } from './start-sign-in.ts'
import type { Refusal } from './rules.ts'
import { findActor } from '../people/index.ts'

export type SignInMethod = 'code' | 'link' | 'password' | 'card'

/** The person's id, or why not. */
export function authenticate(
  method: SignInMethod,
  req: Request,
  res: Response,
): Promise<{ id: string } | { refusal: Refusal }> {
  return new Promise((resolve, reject) => {
    const done = (error: unknown, user?: Express.User | false | null, info?: unknown) => {
      if (error) reject(error instanceof Error ? error : new Error(String(error)))
      else if (user) resolve({ id: user.id })
      else resolve({ refusal: typeof info === 'string' ? (info as Refusal) : 'wrong' })
    }
    passport.authenticate(method, { session: false }, done)(req, res, reject)
  })
}

/** Begins the session, notes it, and leads on: to the form that could not be sent, or to where the person was going. */
export async function finishSignIn(req: Request, res: Response, personId: string, method: SignInMethod): Promise<void> {
  const next = ownPath(req.session.sign_in?.next)
  await startSignIn(req, res, personId)
  const actor = await findActor(req.ctx, personId)
  if (actor) {
    const ctx = { ...req.ctx, actor }
    await inTransaction(ctx, async (ctx) => {
      await acceptInvitation(ctx, personId)
      await recordAudit(ctx, {
        action: 'sign-in.begin',
        subject_kind: 'person',
        subject_id: personId,
        after: { method },
      })
    })
  }
  const kept = takeKeptForm(req, personId)
  if (kept) req.session.unsent_form = kept
  res.redirect(303, kept ? '/sign-in/unsent' : next)
}
