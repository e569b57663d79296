/** Be anyone of the demo, by one click or one POST. */
import type { Request, Response } from 'express'
import { startSignIn } from '../../features/sign-in/index.ts'
import { NotFound } from '../../platform/errors.ts'

export async function createSignInAs(req: Request, res: Response): Promise<void> {
  const email = String(req.body?.email ?? '').toLowerCase()
  const person = await req.ctx.db('people').first('id').where({ email })
  if (!person) throw new NotFound()
  await startSignIn(req, res, person.id)
  res.redirect(303, '/')
}
