/** That somebody was reminded of what they still have to do: the next reminder waits a week. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table training_reminders (
      id uuid primary key,
      person_id uuid not null references people,
      organisation_id uuid not null references organisations,
      sent_by uuid references people,
      sent_at timestamptz not null
    );
    create index training_reminders_person on training_reminders (person_id, sent_at desc);
    create index training_reminders_organisation on training_reminders (organisation_id);
    create index training_reminders_sent_by on training_reminders (sent_by);
  `)

export const down = (knex: Knex) => knex.raw('drop table training_reminders')
