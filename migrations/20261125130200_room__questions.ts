/** Questions from the room with votes. An anonymous one has no asker anywhere: who asked it cannot be read from the database. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table room_questions (
      id uuid primary key,
      live_session_id uuid not null references live_rooms,
      text text not null check (length(text) between 1 and 500),
      is_anonymous boolean not null,
      asked_by uuid references people,
      asked_at timestamptz not null,
      state text not null default 'open' check (state in ('open', 'answered', 'parked')),
      check (is_anonymous = (asked_by is null))
    );
    create index room_questions_session on room_questions (live_session_id, asked_at);
    create index room_questions_asked_by on room_questions (asked_by);

    create table room_votes (
      question_id uuid not null references room_questions,
      person_id uuid not null references people,
      primary key (question_id, person_id)
    );
    create index room_votes_person on room_votes (person_id);

    alter table room_events
      add column question_id uuid references room_questions,
      drop constraint room_events_kind_check,
      add constraint room_events_kind_check check (kind in (
        'item shown', 'item closed', 'results shown', 'screen cleared',
        'question asked', 'question answered', 'question parked', 'question opened'));
    create index room_events_question on room_events (question_id);
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    alter table room_events disable trigger room_events_append_only;
    delete from room_events where question_id is not null;
    alter table room_events enable trigger room_events_append_only;
    alter table room_events
      drop column question_id,
      drop constraint room_events_kind_check,
      add constraint room_events_kind_check check (kind in
        ('item shown', 'item closed', 'results shown', 'screen cleared'));
    drop table room_votes, room_questions;
  `)
