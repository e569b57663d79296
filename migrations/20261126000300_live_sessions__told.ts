/** What each person was last told of a session's times and place, so that changes can wait and be told once. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    -- What the last mail about the booking said. The part may have been dropped since, which is itself to be told.
    create table told_parts (
      booking_id uuid not null references bookings,
      live_session_part_id uuid not null,
      position int not null,
      starts_at timestamptz not null,
      ends_at timestamptz not null check (ends_at > starts_at),
      mode text not null check (mode in ('online', 'in person')),
      place text,
      primary key (booking_id, live_session_part_id)
    );

    -- Since when there are changes that somebody who booked or waits was not told.
    alter table live_sessions add column unsent_since timestamptz;

    -- The entry of a dropped part stays until it is taken out of the calendar.
    alter table calendar_entries drop constraint calendar_entries_live_session_part_id_fkey;

    -- Until now every change was told at once.
    insert into told_parts (booking_id, live_session_part_id, position, starts_at, ends_at, mode, place)
    select b.id, p.id, p.position, p.starts_at, p.ends_at, s.mode, s.place
    from bookings b
    join live_sessions s on s.id = b.live_session_id and s.cancelled_at is null
    join live_session_parts p on p.live_session_id = s.id
    where b.cancelled_at is null;
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    delete from calendar_entries e
    where not exists (select from live_session_parts p where p.id = e.live_session_part_id);
    alter table calendar_entries add constraint calendar_entries_live_session_part_id_fkey
      foreign key (live_session_part_id) references live_session_parts;
    alter table live_sessions drop column unsent_since;
    drop table told_parts;
  `)
