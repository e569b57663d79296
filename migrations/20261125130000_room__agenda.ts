/** The live room: an agenda, what is shown of it, answers, and a log of events with one sequence for each live session. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table room_items (
      id uuid primary key,
      live_session_id uuid not null references live_sessions,
      position int not null,
      kind text not null check (kind in ('page', 'poll', 'question', 'discussion', 'break')),
      title text not null check (length(title) between 1 and 200),
      body text not null default '' check (length(body) <= 8000),
      -- A question's timer, which may be off; how long a break is.
      seconds int check (seconds between 5 and 14400),
      created_at timestamptz not null,
      created_by uuid references people,
      shown_at timestamptz,
      closes_at timestamptz,
      closed_at timestamptz,
      revealed_at timestamptz,
      unique (live_session_id, id),
      check (kind <> 'break' or seconds is not null),
      check (kind in ('question', 'break') or seconds is null),
      check (shown_at is not null or (closes_at is null and closed_at is null and revealed_at is null)),
      check (revealed_at is null or (closed_at is not null and kind in ('poll', 'question')))
    );
    create index room_items_session on room_items (live_session_id, position, id);
    create index room_items_created_by on room_items (created_by);

    create table room_options (
      id uuid primary key,
      item_id uuid not null references room_items,
      position int not null,
      text text not null check (length(text) between 1 and 300),
      is_right boolean not null default false,
      unique (item_id, position),
      unique (item_id, id)
    );

    -- One answer a person, which they may change while the item is open. Nobody is shown who gave which.
    create table room_answers (
      item_id uuid not null,
      person_id uuid not null references people,
      option_id uuid not null,
      answered_at timestamptz not null,
      primary key (item_id, person_id),
      foreign key (item_id, option_id) references room_options (item_id, id)
    );
    create index room_answers_option on room_answers (item_id, option_id);
    create index room_answers_person on room_answers (person_id);

    -- Whoever adds an event holds this row until the commit: events become visible in the order of their sequence.
    create table live_rooms (
      live_session_id uuid primary key references live_sessions,
      sequence bigint not null default 0,
      current_item_id uuid,
      foreign key (live_session_id, current_item_id) references room_items (live_session_id, id)
    );
    create index live_rooms_current_item on live_rooms (live_session_id, current_item_id);

    create table room_events (
      live_session_id uuid not null references live_rooms,
      sequence bigint not null check (sequence > 0),
      kind text not null check (kind in ('item shown', 'item closed', 'results shown', 'screen cleared')),
      item_id uuid references room_items,
      at timestamptz not null,
      primary key (live_session_id, sequence)
    );
    create index room_events_item on room_events (item_id);
    create trigger room_events_append_only before update or delete or truncate on room_events
      for each statement execute function refuse_change();
  `)

export const down = (knex: Knex) =>
  knex.raw(`drop table room_events, live_rooms, room_answers, room_options, room_items`)
