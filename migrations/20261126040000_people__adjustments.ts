/** What a person needs to take a quiz fairly: extra time, one question a page, large print. A row only where there is something. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table adjustments (
      person_id uuid primary key references people,
      -- In percent, on top of the time limit of any quiz.
      extra_time text not null default 'none' check (extra_time in ('none', '25', '50', '100', 'no-limit')),
      one_question_a_page boolean not null default false,
      large_print boolean not null default false,
      updated_at timestamptz not null
    );
  `)

export const down = (knex: Knex) => knex.raw(`drop table adjustments`)
