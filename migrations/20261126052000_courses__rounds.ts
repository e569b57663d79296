/** A course taken again, when a certificate is renewed: a further enrolment, and only what is done since it began counts. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    alter table enrolments
      -- From the second on, what was done before it began does not count.
      add column round int not null default 1 check (round > 0),
      drop constraint enrolments_person_id_course_version_id_key,
      drop constraint enrolments_person_id_course_id_key,
      add unique (person_id, course_id, round);
    create index enrolments_person_version on enrolments (person_id, course_version_id);
    alter table module_completions
      add column round int not null default 1 check (round > 0),
      drop constraint module_completions_pkey,
      add primary key (person_id, module_id, round);
    alter table completions add column round int not null default 1 check (round > 0);
    drop index completions_first;
    create unique index completions_first on completions (person_id, course_version_id, round) where corrects_id is null;
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop index completions_first, enrolments_person_version;
    alter table completions disable trigger completions_append_only;
    alter table completions drop column round;
    create unique index completions_first on completions (person_id, course_version_id) where corrects_id is null;
    alter table completions enable trigger completions_append_only;
    alter table module_completions drop constraint module_completions_pkey, drop column round,
      add primary key (person_id, module_id);
    alter table enrolments drop column round, add unique (person_id, course_version_id), add unique (person_id, course_id);
  `)
