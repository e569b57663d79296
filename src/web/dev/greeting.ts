/** What `npm start` prints in development: where to go, who to be, where the e-mails are. */
import type { Knex } from 'knex'
import { roles } from '../../platform/access.ts'
import type { Config } from '../../platform/config.ts'
import { rows } from '../../platform/db/connect.ts'

export async function greeting({ db, config }: { db: Knex; config: Config }): Promise<string> {
  const people = await listOneForEachRole(db)
  const lines = people.map((person) => `    ${person.role.padEnd(14)} ${person.email}`)
  return [
    '',
    `  Upstander is ready at ${config.base_url}`,
    '',
    ...(lines.length > 0
      ? [`  Be anyone at ${config.base_url}/dev/sign-in-as, or sign in with a code by e-mail as`, ...lines]
      : ['  Nobody is here yet: npm run admin -- add EMAIL NAME makes the first administrator.']),
    '',
    `  Every e-mail can be read at ${config.base_url}/dev/outbox`,
    config.smtp_url ? `  and is sent to ${new URL(config.smtp_url).host}` : '  and none is sent.',
    '',
    '',
  ].join('\n')
}

/** The first person of each role; a learner is a member of an organisation without any. */
async function listOneForEachRole(db: Knex): Promise<{ role: string; email: string }[]> {
  const found = await rows<{ role: string; email: string }>(
    db,
    `select distinct on (role) role, email from (
       select coalesce(g.role, 'learner') as role, p.email, p.created_at, p.id
       from people p left join role_grants g on g.person_id = p.id
       where p.email is not null and p.disabled_at is null
         and (g.id is not null or exists (select from memberships m where m.person_id = p.id))) as candidates
     order by role, created_at, id`,
  )
  const order: string[] = [...roles.toReversed(), 'learner']
  return found.toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role))
}
