/** Freed places are offered to who waits: one row an offer, kept with what came of it. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table place_offers (
      id uuid primary key,
      booking_id uuid not null references bookings,
      token text not null unique check (length(token) = 22),
      -- A held place counts as taken; near the start places are not held but open to all who wait.
      is_held boolean not null,
      offered_at timestamptz not null,
      ends_at timestamptz not null,
      answer text check (answer in ('accepted', 'declined', 'lapsed', 'withdrawn')),
      answered_at timestamptz,
      check (ends_at >= offered_at),
      check ((answer is null) = (answered_at is null))
    );
    create unique index place_offers_open on place_offers (booking_id) where answer is null;
    create index place_offers_booking on place_offers (booking_id);
    create index place_offers_ends on place_offers (ends_at) where answer is null;
  `)

export const down = (knex: Knex) => knex.raw('drop table place_offers')
