/** Zips in pieces, so that none is ever in memory as a whole: of packages, as they were uploaded, and of courses that somebody imports. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    -- The package's own zip, byte for byte, for whoever takes the course elsewhere. One added before has none until it is sent again.
    create table package_pieces (
      package_id uuid not null references packages,
      -- From 0. Each has a megabyte, the last one perhaps less.
      place int not null check (place >= 0),
      bytes bytea not null check (length(bytes) between 1 and 1000000),
      primary key (package_id, place)
    );
    alter table package_pieces alter column bytes set storage external;
    create trigger package_pieces_append_only before update or delete or truncate on package_pieces
      for each statement execute function refuse_change();

    create table course_folder_pieces (
      course_folder_id uuid not null references course_folders on delete cascade,
      place int not null check (place >= 0),
      bytes bytea not null check (length(bytes) between 1 and 1000000),
      primary key (course_folder_id, place)
    );
    alter table course_folder_pieces alter column bytes set storage external;

    -- Uploads of the last week of which nobody made a draft: they are to be sent again.
    delete from course_folders where imported_at is null;
    alter table course_folders drop column bytes,
      add column size_bytes int check (size_bytes > 0),
      -- What its files truly are, by their path, looked at once. Null while it comes, and for good if it broke off.
      add column found jsonb check (jsonb_typeof(found) = 'array'),
      add check ((size_bytes is null) = (found is null));
    update course_folders set size_bytes = 1, found = '[]';
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop table course_folder_pieces;
    drop table package_pieces;
    delete from course_folders where imported_at is null;
    alter table course_folders drop column size_bytes, drop column found,
      add column bytes bytea check (length(bytes) <= 104857600),
      add check ((imported_at is null) = (bytes is not null));
    alter table course_folders alter column bytes set storage external;
  `)
