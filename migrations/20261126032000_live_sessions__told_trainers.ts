/** What each trainer knows of the times and the place of what they train, so that changes by somebody else are told once. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table told_trainer_parts (
      live_session_id uuid not null references live_sessions,
      person_id uuid not null references people,
      -- It may have been dropped since, which is itself to be told.
      live_session_part_id uuid not null,
      position int not null,
      starts_at timestamptz not null,
      ends_at timestamptz not null check (ends_at > starts_at),
      mode text not null check (mode in ('online', 'in person')),
      place text,
      primary key (live_session_id, person_id, live_session_part_id)
    );
    create index told_trainer_parts_person on told_trainer_parts (person_id);

    -- Until now nobody was told, and everybody had to look.
    insert into told_trainer_parts (live_session_id, person_id, live_session_part_id, position, starts_at, ends_at, mode, place)
    select s.id, t.person_id, p.id, p.position, p.starts_at, p.ends_at, s.mode, s.place
    from live_sessions s
    join live_session_parts p on p.live_session_id = s.id
    join live_session_trainers t on t.live_session_id = s.id
    where s.cancelled_at is null and (
      exists (select from live_session_part_trainers o where o.live_session_part_id = p.id and o.person_id = t.person_id)
      or not exists (select from live_session_part_trainers o where o.live_session_part_id = p.id));
  `)

export const down = (knex: Knex) => knex.raw('drop table told_trainer_parts')
