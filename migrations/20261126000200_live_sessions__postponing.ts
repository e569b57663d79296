/** Postponed is cancelled for now, until a new date is set; whoever lost a place can choose another session ahead of the line. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    -- With it, cancelled_at, cancelled_by and cancel_reason say when, by whom and why it was postponed.
    alter table live_sessions
      add column is_postponed boolean not null default false,
      add constraint live_sessions_postponed_is_off check (not is_postponed or cancelled_at is not null);

    -- Stands in the waiting list before all who are not: their own session was called off.
    alter table bookings add column is_ahead boolean not null default false;
    drop index bookings_waiting;
    create index bookings_waiting on bookings (live_session_id, (not is_ahead), created_at, id)
      where booked_at is null and cancelled_at is null;

    -- The link by which the holder of a place at a session that was called off chooses another one, once.
    create table rebookings (
      booking_id uuid primary key references bookings,
      token text not null unique check (length(token) = 22),
      created_at timestamptz not null,
      rebooked_as uuid unique references bookings
    );
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop table rebookings;
    drop index bookings_waiting;
    alter table bookings drop column is_ahead;
    create index bookings_waiting on bookings (live_session_id, created_at, id)
      where booked_at is null and cancelled_at is null;
    alter table live_sessions drop constraint live_sessions_postponed_is_off, drop column is_postponed;
  `)
