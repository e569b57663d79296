/** Evidence of more kinds than clicks and marks: presence in the live room (from, to), check-in codes, a learner's claim. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    alter table evidence
      add column from_at timestamptz,
      add column to_at timestamptz,
      drop constraint evidence_kind_check,
      add constraint evidence_kind_check check (kind in
        ('join click', 'room presence', 'check-in code', 'trainer mark', 'own claim')),
      add constraint evidence_presence check (
        (kind = 'room presence') = (from_at is not null and to_at is not null) and from_at <= to_at)
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    alter table evidence
      drop constraint evidence_presence,
      drop constraint evidence_kind_check,
      add constraint evidence_kind_check check (kind in ('join click', 'trainer mark')),
      drop column to_at,
      drop column from_at
  `)
