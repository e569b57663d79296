/** How a session of a course is usually set up, under a name: what the scheduling form can be filled from. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table live_session_templates (
      id uuid primary key,
      -- Null: for sessions that deliver nothing of a course.
      course_id uuid references courses,
      name text not null check (length(name) between 1 and 200),
      -- The scheduling form as it was filled. What it names may be gone by the time it is used: the form says so then.
      setup jsonb not null check (jsonb_typeof(setup) = 'object'),
      created_at timestamptz not null,
      created_by uuid references people
    );
    create unique index live_session_templates_name
      on live_session_templates (course_id, lower(name)) nulls not distinct;
    create index live_session_templates_created_by on live_session_templates (created_by);
  `)

export const down = (knex: Knex) => knex.raw('drop table live_session_templates')
