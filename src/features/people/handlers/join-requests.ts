/** Asking to join an organisation, and answering. */
import type { Request, Response } from 'express'
import { emailDomain } from '../../../lib/text.ts'
import { hasRole } from '../../../platform/access.ts'
import type { Actor, PersonActor } from '../../../platform/access.ts'
import { flash } from '../../../platform/http/flash.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { wordsForDate, wordsForMoment } from '../../../lib/time.ts'
import { findOrganisationByDomain } from '../../organisations/index.ts'
import { askToJoin, decideJoinRequest } from '../commands/join-requests.ts'
import { listJoinRequestsOf, listOpenJoinRequests } from '../queries/join-requests.ts'
import { isMember } from '../queries/memberships.ts'

/** Which organisations' requests a person may answer; null means all. */
const answerable = (actor: Actor) => (hasRole(actor, 'coordinator') ? null : actor.kind === 'person' ? actor.leads : [])

export async function listJoinRequests(req: Request, res: Response): Promise<void> {
  const waiting = await listOpenJoinRequests(req.ctx, answerable(req.ctx.actor))
  await renderPage(req, res, 'people/join-requests', {
    title: 'Requests to join',
    wide: true,
    requests: waiting.map((request) => ({
      ...request,
      href: `/people/join-requests/${request.id}`,
      asked_words: wordsForMoment(request.asked_at),
    })),
  })
}

const decide = (decision: 'approved' | 'declined') => async (req: Request, res: Response) => {
  const result = await decideJoinRequest(req.ctx, { join_request_id: String(req.params.joinRequestId), decision })
  switch (result) {
    case 'approved':
      flash(req, 'success', 'The request was approved. They are told by email')
      break
    case 'declined':
      flash(req, 'success', 'The request was declined. They are told by email')
      break
    case 'already-decided':
      flash(req, 'notice', 'That request has been answered already')
  }
  res.redirect(303, '/people/join-requests')
}

export const approveJoinRequest = decide('approved')
export const declineJoinRequest = decide('declined')

export async function newJoinRequest(req: Request, res: Response): Promise<void> {
  const actor = req.ctx.actor as PersonActor
  const domain = actor.email === null ? '' : emailDomain(actor.email)
  const organisation = domain === '' ? undefined : await findOrganisationByDomain(req.ctx, domain)
  const asked = (await listJoinRequestsOf(req.ctx, actor.id)).find((one) => one.organisation_id === organisation?.id)
  await renderPage(req, res, 'people/join-organisation', {
    title: 'Join your organisation',
    organisation_name: organisation?.name ?? null,
    domain,
    is_member: organisation !== undefined && (await isMember(req.ctx, actor.id, organisation.id)),
    waiting_since: asked && !asked.decided_at ? wordsForDate(asked.asked_at) : null,
    declined_on: asked?.decision === 'declined' ? wordsForDate(asked.decided_at!) : null,
  })
}

export async function createJoinRequest(req: Request, res: Response): Promise<void> {
  const result = await askToJoin(req.ctx, (req.ctx.actor as PersonActor).id)
  switch (result) {
    case 'asked':
      flash(req, 'success', 'You have asked to join. You get an email when it is decided')
      break
    case 'already-asked':
    case 'member':
    case 'no-organisation':
      break
  }
  res.redirect(303, '/join-organisation')
}
