/** Who was there: append-only evidence, and registers that are closed once. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table evidence (
      id bigint generated always as identity primary key,
      live_session_part_id uuid not null references live_session_parts,
      person_id uuid not null references people,
      kind text not null check (kind in ('join click', 'trainer mark')),
      mark text check (mark in ('present', 'late', 'left early', 'absent', 'excused')),
      minutes int check (minutes between 0 and 1440),
      reason text check (length(reason) between 1 and 1000),
      recorded_by uuid references people,
      recorded_at timestamptz not null,
      check ((kind = 'trainer mark') = (mark is not null))
    );
    create index evidence_part_person on evidence (live_session_part_id, person_id, id desc);
    create index evidence_person on evidence (person_id);
    create index evidence_recorded_by on evidence (recorded_by);
    create trigger evidence_append_only before update or delete or truncate on evidence
      for each statement execute function refuse_change();

    create table registers (
      live_session_part_id uuid primary key references live_session_parts,
      closed_at timestamptz not null,
      closed_by uuid not null references people
    );
    create index registers_closed_by on registers (closed_by);
    create trigger registers_append_only before update or delete or truncate on registers
      for each statement execute function refuse_change();
  `)

export const down = (knex: Knex) => knex.raw(`drop table registers, evidence`)
