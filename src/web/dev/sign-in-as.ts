/** Be anyone of the demo, by one click or one POST. */
import type { Request, Response } from 'express'
import { startSignIn } from '../../features/sign-in/index.ts'
import { today } from '../../lib/time.ts'
import { roles } from '../../platform/access.ts'
import { rows } from '../../platform/db/connect.ts'
import { NotFound } from '../../platform/errors.ts'
import { renderPage } from '../../platform/http/render.ts'

const shownAtMost = 60

interface DemoPerson {
  full_name: string
  email: string
  organisation_name: string | null
}

const headings: Record<string, string> = {
  administrator: 'Administrators',
  coordinator: 'Coordinators',
  trainer: 'Trainers',
  lead: 'Organisation leads',
  learner: 'Learners',
}

export async function listSignInAs(req: Request, res: Response): Promise<void> {
  const groups = []
  for (const role of [...roles.toReversed(), 'learner']) {
    const people = await listPeople(req, role)
    groups.push({
      heading: headings[role],
      people: people.slice(0, shownAtMost),
      has_more: people.length > shownAtMost,
    })
  }
  await renderPage(req, res, 'dev/sign-in-as', { title: 'Sign in as', wide: true, groups })
}

/** People with an address who hold the role today; learners are those without any. */
async function listPeople(req: Request, role: string): Promise<DemoPerson[]> {
  return rows<DemoPerson>(
    req.ctx.db,
    `select p.full_name, p.email, (
       select o.name from memberships m join organisations o on o.id = m.organisation_id
       where m.person_id = p.id and m.starts_on <= :today and (m.ends_on is null or m.ends_on > :today)
       order by m.starts_on, m.id limit 1) as organisation_name
     from people p
     where p.email is not null and p.disabled_at is null and (:role = 'learner') <> exists (
       select from role_grants g where g.person_id = p.id and (:role = 'learner' or g.role = :role)
         and g.starts_on <= :today and (g.ends_on is null or g.ends_on > :today))
     order by lower(p.full_name), p.id limit :limit`,
    { role, today: today(req.ctx.now), limit: shownAtMost + 1 },
  )
}

export async function createSignInAs(req: Request, res: Response): Promise<void> {
  const email = String(req.body?.email ?? '').toLowerCase()
  const person = await req.ctx.db('people').first('id').where({ email })
  if (!person) throw new NotFound()
  await startSignIn(req, res, person.id)
  res.redirect(303, '/')
}
