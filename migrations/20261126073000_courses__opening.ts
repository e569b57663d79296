/** When a module opens, what may be attended instead of it, and which courses come before a course. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    alter table modules
      add column opens_on date,
      -- Whoever attended so much of this live part has done the page.
      add column or_live_part_id uuid references live_parts,
      add column or_live_percent int check (or_live_percent between 1 and 100),
      add check ((or_live_part_id is null) = (or_live_percent is null)),
      add check (or_live_part_id is null or kind = 'page');
    create index modules_or_live_part on modules (or_live_part_id);

    -- Courses that must be complete before anybody starts this version.
    create table course_version_prerequisites (
      course_version_id uuid not null references course_versions,
      course_id uuid not null references courses,
      primary key (course_version_id, course_id)
    );
    create index course_version_prerequisites_course on course_version_prerequisites (course_id);
    create trigger course_version_prerequisites_published before insert or update or delete on course_version_prerequisites
      for each row execute function refuse_published();
    create trigger course_version_prerequisites_kept before truncate on course_version_prerequisites
      for each statement execute function refuse_change();
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop table course_version_prerequisites;
    alter table modules drop column or_live_percent, drop column or_live_part_id, drop column opens_on;
  `)
