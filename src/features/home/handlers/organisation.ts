/** An organisation's page: its people, their bookings, their certificates; for coordinators and its own lead. */
import type { Request, Response } from 'express'
import { isId } from '../../../lib/ids.ts'
import { today } from '../../../lib/time.ts'
import { hasRole } from '../../../platform/access.ts'
import { NotFound } from '../../../platform/errors.ts'
import { readPaging } from '../../../platform/http/paging.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { getOrganisationProfile } from '../../organisations/index.ts'
import { canOpenOrganisation, listDoubted } from '../../people/index.ts'
import { remindedSince } from '../commands.ts'
import * as pages from '../pages/organisation.ts'
import * as queries from '../queries/organisation.ts'
import { listReminded } from '../queries/reminders.ts'

export async function showOrganisation(req: Request, res: Response): Promise<void> {
  const id = String(req.params.organisationId)
  if (!isId(id) || !canOpenOrganisation(req.ctx.actor, id)) throw new NotFound()
  const profile = await getOrganisationProfile(req.ctx, id)
  const figures = await queries.countOrganisation(req.ctx, id)
  const show = pages.views.find((view) => view === req.query.show) ?? 'people'
  const isCoordinator = hasRole(req.ctx.actor, 'coordinator')
  await renderPage(req, res, `home/organisation-${show}`, {
    title: profile.name,
    wide: true,
    back: isCoordinator ? { href: '/organisations', text: 'Organisations' } : null,
    organisation: pages.profilePage(profile, today(req.ctx.now)),
    views: pages.viewItems(id, show),
    figures: pages.figuresPage(figures),
    can_change: isCoordinator,
    ...(await shown(req, id, show, figures.people, isCoordinator)),
  })
}

async function shown(req: Request, id: string, show: pages.View, people: number, isCoordinator: boolean) {
  const day = today(req.ctx.now)
  const personHref = isCoordinator ? (personId: string) => `/people/${personId}` : null
  switch (show) {
    case 'people': {
      const paging = readPaging(req, people)
      const members = await queries.listOrganisationMembers(req.ctx, id, paging)
      const reminded = await listReminded(
        req.ctx,
        members.map((member) => member.person_id),
      )
      const cameBack = await listDoubted(
        req.ctx,
        members.map((member) => member.person_id),
      )
      return {
        paging,
        members: pages.membersPage(members, day, personHref, { reminded, since: remindedSince(req.ctx.now) }, cameBack),
        remind_href: `/organisations/${id}/reminders`,
      }
    }
    case 'bookings':
      return { sessions: pages.bookingsPage(await queries.listMemberBookings(req.ctx, id)) }
    case 'champions':
      return { champions: pages.championsPage(await queries.listMemberCertificates(req.ctx, id), day, personHref) }
  }
}
