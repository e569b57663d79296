/** Certificates that wait until somebody releases them, and a quarter of an hour in which a release can be recalled. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    alter table programmes add column issuing text not null default 'at once' check (issuing in ('at once', 'released'));
    create table certificate_releases (
      id uuid primary key,
      completion_id uuid not null references completions,
      released_by uuid references people,
      released_at timestamptz not null,
      -- Issued and mailed from then on, unless it was recalled.
      issues_at timestamptz not null,
      recalled_at timestamptz,
      recalled_by uuid references people,
      done_at timestamptz,
      check (issues_at >= released_at),
      check (recalled_at is null or done_at is null),
      check (recalled_by is null or recalled_at is not null)
    );
    create unique index certificate_releases_open on certificate_releases (completion_id) where recalled_at is null;
    create index certificate_releases_completion on certificate_releases (completion_id);
    create index certificate_releases_released_by on certificate_releases (released_by);
    create index certificate_releases_recalled_by on certificate_releases (recalled_by);
  `)

export const down = (knex: Knex) =>
  knex.raw(`drop table certificate_releases; alter table programmes drop column issuing`)
