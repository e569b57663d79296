/** Pictures of questions: their bytes once, and which version of a question shows them where, in what words. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    -- Not among the files, which are kept for ever: a picture that no question shows goes after a week.
    create table question_pictures (
      sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
      media_type text not null check (media_type in ('image/png', 'image/jpeg', 'image/gif', 'image/webp')),
      bytes bytea not null check (length(bytes) between 1 and 5000000),
      width int not null check (width > 0),
      height int not null check (height > 0),
      -- When somebody last brought it along.
      kept_at timestamptz not null
    );
    alter table question_pictures alter column bytes set storage external;

    create table question_version_pictures (
      question_version_id uuid not null references question_versions,
      position int not null check (position > 0),
      sha256 text not null references question_pictures,
      place text not null check (place ~ '^(text|explanation|(option|feedback)-[1-8])$'),
      -- What it shows, in words; nothing only where nobody misses anything who does not see it.
      alt text not null check (length(alt) <= 500),
      is_decorative boolean not null,
      primary key (question_version_id, position),
      check ((alt = '') = is_decorative)
    );
    create index question_version_pictures_picture on question_version_pictures (sha256);
    create trigger question_version_pictures_append_only before update or delete or truncate on question_version_pictures
      for each statement execute function refuse_change();
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop table question_version_pictures;
    drop table question_pictures;
  `)
