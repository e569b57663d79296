/** Marks made on a device that may have no network: their own id, when they were made, what the device had seen by then. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    alter table evidence
      add column mark_id uuid,
      add column device_id uuid,
      -- When it was made; recorded_at says when it arrived.
      add column marked_at timestamptz,
      -- Up to when the device had been told of others' marks.
      add column seen_at timestamptz,
      add constraint evidence_device_mark check (
        num_nonnulls(mark_id, device_id, marked_at, seen_at) in (0, 4)
        and (mark_id is null or kind = 'trainer mark')
        and marked_at <= recorded_at and seen_at <= recorded_at) not valid;
    create unique index evidence_mark_id on evidence (mark_id) where mark_id is not null
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop index evidence_mark_id;
    alter table evidence
      drop constraint evidence_device_mark,
      drop column seen_at,
      drop column marked_at,
      drop column device_id,
      drop column mark_id
  `)
