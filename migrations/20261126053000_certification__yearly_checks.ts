/** Once a year each champion is asked whether they still act as one. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table yearly_checks (
      id uuid primary key,
      person_id uuid not null references people,
      -- Opens the page with the button, for whoever has the e-mail.
      token text not null unique check (length(token) = 22),
      asked_at timestamptz not null,
      -- After this day no answer is a task for the coordinators.
      answer_by date not null,
      answer text check (answer in ('yes', 'no')),
      answered_at timestamptz,
      -- Themselves, the lead of their organisation or a coordinator; null where the link was used by somebody signed out.
      answered_by uuid references people,
      -- A coordinator has looked at a no, or at what was never answered.
      settled_at timestamptz,
      settled_by uuid references people,
      check ((answer is null) = (answered_at is null)),
      check (answered_by is null or answer is not null),
      check (settled_by is null or settled_at is not null)
    );
    create index yearly_checks_person on yearly_checks (person_id, asked_at desc);
    create unique index yearly_checks_open on yearly_checks (person_id) where answer is null and settled_at is null;
    create index yearly_checks_answered_by on yearly_checks (answered_by);
    create index yearly_checks_settled_by on yearly_checks (settled_by);
  `)

export const down = (knex: Knex) => knex.raw(`drop table yearly_checks`)
