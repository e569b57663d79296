/** What a lead sees of the people they lead: who is a member today, and as what. */
import type { Request, Response } from 'express'
import { NotFound } from '../../../platform/errors.ts'
import { readPaging } from '../../../platform/http/paging.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { isId } from '../../../lib/ids.ts'
import { wordsForDate } from '../../../lib/time.ts'
import { leads } from '../../../platform/access.ts'
import { getOrganisation } from '../../organisations/index.ts'
import { countMembers, listMembers } from '../queries/memberships.ts'

/** Of several organisations led, one at a time: the first unless `?organisation_id=` names another of theirs. */
export async function listOwnMembers(req: Request, res: Response): Promise<void> {
  const { actor } = req.ctx
  const own = actor.kind === 'person' ? actor.leads : []
  const asked = String(req.query.organisation_id ?? own[0] ?? '')
  if (!isId(asked) || !leads(actor, asked)) throw new NotFound()
  const organisations = await Promise.all(own.map((id) => getOrganisation(req.ctx, id)))
  const organisation = organisations.find(({ id }) => id === asked)!
  const paging = readPaging(req, await countMembers(req.ctx, asked), 100)
  const members = await listMembers(req.ctx, asked, paging)
  await renderPage(req, res, 'people/members', {
    title: `People of ${organisation.name}`,
    organisations: organisations.map(({ id, name }) => ({
      name,
      href: `/people?organisation_id=${id}`,
      is_shown: id === asked,
    })),
    paging,
    members: members.map((member) => ({
      full_name: member.full_name,
      job_title: member.job_title ?? '',
      since_words: wordsForDate(member.starts_on),
    })),
  })
}
