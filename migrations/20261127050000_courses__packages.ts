/** Training packages (SCORM) as a kind of module: what was uploaded, its files, and who may read them for a while. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    -- Videos of 50 MB are taken: the table must hold what the form promises.
    alter table files drop constraint files_bytes_check, add constraint files_bytes_check check (length(bytes) <= 52428800);

    create table packages (
      id uuid primary key,
      -- Of the zip as it was uploaded: the same zip is one package, however often it is sent.
      sha256 bytea not null unique check (length(sha256) = 32),
      file_name text not null check (length(file_name) between 1 and 200),
      size_bytes int not null check (size_bytes > 0),
      unpacked_bytes int not null check (unpacked_bytes > 0),
      file_count int not null check (file_count > 0),
      scorm text not null check (scorm in ('1.2', '2004')),
      -- As the manifest says it, such as 2004 4th Edition.
      edition text not null check (length(edition) between 1 and 60),
      title text not null check (length(title) between 1 and 200),
      -- What can be opened, in the order of its organisation.
      items jsonb not null check (jsonb_typeof(items) = 'array'),
      -- It has rules on its own order, which are not followed.
      has_sequencing boolean not null,
      created_at timestamptz not null,
      created_by uuid
    );

    create table package_files (
      package_id uuid not null references packages,
      path text not null check (length(path) between 1 and 500),
      media_type text not null,
      bytes bytea not null check (length(bytes) <= 52428800),
      primary key (package_id, path)
    );
    -- Read piece by piece, which Postgres cannot do with what it has packed.
    alter table package_files alter column bytes set storage external;

    create trigger packages_append_only before update or delete or truncate on packages
      for each statement execute function refuse_change();
    create trigger package_files_append_only before update or delete or truncate on package_files
      for each statement execute function refuse_change();

    -- Stands in the address of the files, because the host of packages knows no cookies.
    create table package_keys (
      key_hash bytea primary key check (length(key_hash) = 32),
      package_id uuid not null references packages,
      person_id uuid not null references people,
      expires_at timestamptz not null
    );
    create index package_keys_package on package_keys (package_id);
    create index package_keys_person on package_keys (person_id);

    alter table modules drop constraint modules_kind_check, add constraint modules_kind_check check (kind in ('page', 'quiz', 'package'));
    alter table modules
      add column package_id uuid references packages,
      -- What the package must say before the module is done: completed or passed; passed; a score of so much.
      add column done_when text,
      add column min_percent int check (min_percent between 1 and 100),
      add constraint modules_done_when_check check (done_when in ('completed', 'passed', 'score')),
      add check ((kind = 'package') = (package_id is not null)),
      add check ((kind = 'package') = (done_when is not null)),
      add check ((min_percent is not null) = (done_when is not null and done_when = 'score'));
    create index modules_package on modules (package_id);
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    alter table modules drop column min_percent, drop column done_when, drop column package_id;
    alter table modules drop constraint modules_kind_check, add constraint modules_kind_check check (kind in ('page', 'quiz'));
    drop table package_keys;
    drop table package_files;
    drop table packages;
    alter table files drop constraint files_bytes_check, add constraint files_bytes_check check (length(bytes) <= 26214400);
  `)
