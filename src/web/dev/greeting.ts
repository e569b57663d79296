/** What `npm start` prints in development: where to go, who to be, where the mails are. */
import type { Knex } from 'knex'
import type { Config } from '../../platform/config.ts'

export async function greeting({ db, config }: { db: Knex; config: Config }): Promise<string> {
  const people = await db('people as p')
    .join('role_grants as g', 'g.person_id', 'p.id')
    .whereIn('g.role', ['coordinator', 'trainer', 'administrator', 'lead'])
    .whereNotNull('p.email')
    .distinct('g.role', 'p.email')
    .orderBy('g.role')
    .limit(6)
  const lines = people.map((person) => `    ${person.role.padEnd(14)} ${person.email}`)
  return [
    '',
    `  Upstander is ready at ${config.base_url}`,
    '',
    `  Sign in as anyone of the demo at ${config.base_url}/dev/sign-in-as, for example`,
    ...lines,
    `  or by email code; every e-mail can be read at ${config.base_url}/dev/outbox`,
    '',
    '',
  ].join('\n')
}
