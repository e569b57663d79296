/** The evaluation of a live session: who has answered and what was answered, with nothing that joins the two. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    -- That people were asked, once for each session.
    create table evaluation_requests (
      live_session_id uuid primary key references live_sessions,
      asked_at timestamptz not null
    );

    -- That somebody has answered: no moment, no answers.
    create table evaluation_entries (
      booking_id uuid primary key references bookings
    );

    -- What was answered: no person, no booking, no moment. The ids are random (uuid v4), so they are no order either.
    create table evaluation_answers (
      id uuid primary key default gen_random_uuid(),
      live_session_id uuid not null references live_sessions,
      is_shown boolean not null default false,
      useful smallint not null check (useful between 1 and 5),
      supporting smallint not null check (supporting between 1 and 5),
      explaining smallint not null check (explaining between 1 and 5),
      care text not null check (care in ('well', 'partly', 'not well', 'nothing upsetting', 'not said')),
      pace text not null check (pace in ('too slow', 'right', 'too fast')),
      change_text text not null default '' check (length(change_text) <= 1000)
    );
    create index evaluation_answers_session on evaluation_answers (live_session_id);
  `)

export const down = (knex: Knex) => knex.raw('drop table evaluation_answers, evaluation_entries, evaluation_requests')
