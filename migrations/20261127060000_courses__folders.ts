/** Folders of courses that somebody uploaded and looks at before they become a draft. What is in them goes then, or after a week. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table course_folders (
      id uuid primary key,
      file_name text not null check (length(file_name) between 1 and 200),
      -- The zip as it came; nothing once a draft was made of it.
      bytes bytea check (length(bytes) <= 104857600),
      -- The course it is for; null for a new one.
      course_id uuid references courses,
      uploaded_at timestamptz not null,
      uploaded_by uuid references people,
      imported_at timestamptz,
      imported_by uuid references people,
      -- The draft it became; it may be thrown away later.
      course_version_id uuid references course_versions on delete set null,
      check ((imported_at is null) = (bytes is not null))
    );
    alter table course_folders alter column bytes set storage external;
    create index course_folders_course on course_folders (course_id);
    create index course_folders_uploaded_by on course_folders (uploaded_by);
    create index course_folders_imported_by on course_folders (imported_by);
    create index course_folders_course_version on course_folders (course_version_id);
  `)

export const down = (knex: Knex) => knex.raw('drop table course_folders')
