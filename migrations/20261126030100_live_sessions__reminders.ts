/** When people are reminded of a session's parts: chosen for each session, a day and an hour before unless said otherwise. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    alter table live_sessions add column reminders text[] not null default '{1 day,1 hour}'
      check (reminders <@ array['7 days', '3 days', '1 day', '2 hours', '1 hour', '15 minutes'] and cardinality(reminders) <= 3)
  `)

export const down = (knex: Knex) => knex.raw('alter table live_sessions drop column reminders')
