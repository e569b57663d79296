/** Files of questions that somebody uploaded: read anew each time they are looked at, added to the bank once. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table question_files (
      id uuid primary key,
      file_id uuid not null references files,
      uploaded_by uuid references people,
      uploaded_at timestamptz not null,
      added_at timestamptz,
      added_by uuid references people,
      added_count int check (added_count > 0),
      check (num_nonnulls(added_at, added_count) in (0, 2))
    );
    create index question_files_file on question_files (file_id);
    create index question_files_uploaded_by on question_files (uploaded_by);
    create index question_files_added_by on question_files (added_by);
  `)

export const down = (knex: Knex) => knex.raw('drop table question_files')
