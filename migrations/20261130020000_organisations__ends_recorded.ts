/** An organisation's end says when it was recorded, so that lists as at an earlier day do not know of it. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    alter table organisations add column end_recorded_at timestamptz;
    -- The first that the audit knows of this very end; one from before there was an audit counts as known from the beginning.
    update organisations o set end_recorded_at = coalesce(
      (select min(e.at) from audit_events e where e.action = 'organisations.end' and e.subject_id = o.id
        and e.after->>'ends_on' = o.ends_on::text
        and e.at > coalesce((select max(x.at) from audit_events x where x.action = 'organisations.end' and x.subject_id = o.id
          and x.after->>'ends_on' <> o.ends_on::text), '-infinity')),
      o.created_at) where o.ends_on is not null;
    alter table organisations add check ((ends_on is null) = (end_recorded_at is null));
  `)

export const down = (knex: Knex) => knex.raw(`alter table organisations drop column end_recorded_at`)
