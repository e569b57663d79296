/** The page an invitation leads to: who was invited, and a button that mails a code. Opening it changes nothing. */
import type { Request, Response } from 'express'
import { isSecret } from '../../../lib/ids.ts'
import { NotFound } from '../../../platform/errors.ts'
import { countTry, network } from '../../../platform/http/limits.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { findInvitation } from '../../people/index.ts'
import { askForPerson } from '../commands/codes.ts'
import { limits } from '../rules.ts'
import { countAsk } from './codes.ts'

export async function showInvitation(req: Request, res: Response): Promise<void> {
  const token = String(req.params.token)
  const invitation = isSecret(token) ? await findInvitation(req.ctx, token) : undefined
  if (!invitation) throw new NotFound()
  await renderPage(req, res, 'sign-in/invitation', {
    title: 'You are invited to become a hate crime champion',
    token,
    invitation,
  })
}

export async function createInvitationSignIn(req: Request, res: Response): Promise<void> {
  const token = String(req.params.token)
  const invitation = isSecret(token) ? await findInvitation(req.ctx, token) : undefined
  if (!invitation) throw new NotFound()
  if (invitation.state !== 'open' && invitation.state !== 'accepted') return res.redirect(303, `/invitations/${token}`)
  await countTry(req.ctx.db, limits.askByNetwork, network(req))
  await countAsk(req, invitation.email)
  const asked = await askForPerson(req.ctx, invitation.person_id)
  if (!asked) throw new NotFound()
  // The whole address stays ours: whoever holds a forwarded link sees only its mask.
  req.session.sign_in = { ...asked, email: invitation.masked }
  res.redirect(303, '/sign-in/code')
}
