/** What a person has done: modules, and the completion as recorded when it first became true. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table module_completions (
      person_id uuid not null references people,
      module_id uuid not null references modules,
      done_at timestamptz not null,
      primary key (person_id, module_id)
    );
    create index module_completions_module on module_completions (module_id);
    create trigger module_completions_append_only before update or delete or truncate on module_completions
      for each statement execute function refuse_change();

    create table completions (
      id uuid primary key,
      person_id uuid not null references people,
      course_version_id uuid not null references course_versions,
      completed_at timestamptz not null,
      content_hash bytea not null check (length(content_hash) = 32),
      recorded_at timestamptz not null,
      -- A correction adds a row that says what it takes back and why.
      corrects_id uuid unique references completions,
      reason text check (length(reason) between 1 and 1000),
      check ((corrects_id is null) = (reason is null))
    );
    create unique index completions_first on completions (person_id, course_version_id) where corrects_id is null;
    create index completions_person on completions (person_id, course_version_id);
    create index completions_version on completions (course_version_id);
    create trigger completions_append_only before update or delete or truncate on completions
      for each statement execute function refuse_change();
  `)

export const down = (knex: Knex) => knex.raw(`drop table completions, module_completions`)
