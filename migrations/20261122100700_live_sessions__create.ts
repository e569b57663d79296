/** Online training events: their parts, trainers, bookings, waiting list, calendar entries and needs. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table live_sessions (
      id uuid primary key,
      title text not null check (length(title) between 1 and 200),
      mode text not null check (mode in ('online', 'in person')),
      is_mandatory boolean not null,
      audience text not null check (audience in ('internal', 'external')),
      capacity int not null check (capacity between 1 and 10000),
      join_url text check (join_url ~ '^https://' and length(join_url) <= 2000),
      place text check (length(place) between 1 and 300),
      notes text not null default '' check (length(notes) <= 4000),
      created_at timestamptz not null,
      created_by uuid references people,
      cancelled_at timestamptz,
      cancelled_by uuid references people,
      cancel_reason text check (length(cancel_reason) between 1 and 1000),
      check ((cancelled_at is null) = (cancel_reason is null)),
      check (mode = 'online' or place is not null)
    );
    create index live_sessions_created_by on live_sessions (created_by);
    create index live_sessions_cancelled_by on live_sessions (cancelled_by);

    create table live_session_parts (
      id uuid primary key,
      live_session_id uuid not null references live_sessions,
      live_part_id uuid references live_parts,
      position int not null,
      starts_at timestamptz not null,
      ends_at timestamptz not null,
      check (ends_at >= starts_at + interval '5 minutes' and ends_at <= starts_at + interval '12 hours'),
      unique (live_session_id, position),
      unique (live_session_id, id)
    );
    create index live_session_parts_starts on live_session_parts (starts_at);
    create index live_session_parts_live_part on live_session_parts (live_part_id);

    create table live_session_trainers (
      live_session_id uuid not null references live_sessions,
      person_id uuid not null references people,
      primary key (live_session_id, person_id)
    );
    create index live_session_trainers_person on live_session_trainers (person_id);

    create table bookings (
      id uuid primary key,
      live_session_id uuid not null references live_sessions,
      person_id uuid not null references people,
      booked_by uuid references people,
      created_at timestamptz not null,
      -- Null while the person waits; the waiting list is ordered by created_at, id.
      booked_at timestamptz,
      cancelled_at timestamptz,
      cancelled_by uuid references people,
      is_walk_in boolean not null default false,
      join_token text not null unique check (length(join_token) = 22)
    );
    create unique index bookings_open on bookings (live_session_id, person_id) where cancelled_at is null;
    create index bookings_waiting on bookings (live_session_id, created_at, id)
      where booked_at is null and cancelled_at is null;
    create index bookings_session on bookings (live_session_id, person_id);
    create index bookings_person on bookings (person_id);
    create index bookings_booked_by on bookings (booked_by);
    create index bookings_cancelled_by on bookings (cancelled_by);

    -- Apart from the booking, so that no list or export can carry it by accident; deleted after the session.
    create table booking_needs (
      booking_id uuid primary key references bookings,
      needs text not null check (length(needs) between 1 and 1000)
    );

    -- One calendar entry per person and part for life: the UID stays, the SEQUENCE only rises (RFC 5546).
    create table calendar_entries (
      live_session_part_id uuid not null references live_session_parts,
      person_id uuid not null references people,
      uid text not null unique,
      sequence int not null check (sequence >= 0),
      primary key (live_session_part_id, person_id)
    );
    create index calendar_entries_person on calendar_entries (person_id);
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop table calendar_entries, booking_needs, bookings, live_session_trainers, live_session_parts, live_sessions
  `)
