/** A mark that a page sent without a script says when that page was made, so that what others marked since is found. */
import type { Knex } from 'knex'

const constraint = (check: string) => `
    alter table evidence drop constraint evidence_device_mark;
    alter table evidence add constraint evidence_device_mark check (
      ${check}
      and marked_at <= recorded_at and seen_at <= recorded_at) not valid`

export const up = (knex: Knex) =>
  knex.raw(
    constraint(`num_nonnulls(mark_id, device_id, marked_at) in (0, 3)
      and (mark_id is null or seen_at is not null)
      and (seen_at is null or kind = 'trainer mark')`),
  )

/** Evidence is never changed: what such marks had seen stays where it is. */
export const down = (knex: Knex) =>
  knex.raw(
    constraint(`num_nonnulls(mark_id, device_id, marked_at, seen_at) in (0, 4)
      and (mark_id is null or kind = 'trainer mark')`),
  )
