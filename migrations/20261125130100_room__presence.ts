/** Who was in the live room and when: stretches that heartbeats lengthen, handed to attendance as evidence. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table room_presences (
      id bigint generated always as identity primary key,
      live_session_part_id uuid not null references live_session_parts,
      person_id uuid not null references people,
      from_at timestamptz not null,
      to_at timestamptz not null,
      ended_at timestamptz,
      -- How far it was handed on as evidence.
      recorded_to timestamptz,
      check (from_at <= to_at)
    );
    -- One open stretch a person, however many devices they have.
    create unique index room_presences_open on room_presences (live_session_part_id, person_id) where ended_at is null;
    create index room_presences_part on room_presences (live_session_part_id, person_id, to_at desc);
    create index room_presences_person on room_presences (person_id);
    create index room_presences_unrecorded on room_presences (to_at) where recorded_to is null or recorded_to < to_at;
  `)

export const down = (knex: Knex) => knex.raw(`drop table room_presences`)
