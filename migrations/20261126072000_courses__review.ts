/** Draft, in review, published; what a change asks of those under way and of those certified. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    alter table course_versions
      -- While it is in review nobody changes it: what was read is what is published.
      add column review_asked_at timestamptz,
      add column review_asked_by uuid references people,
      -- Why the last review sent it back.
      add column returned_note text check (length(returned_note) between 1 and 4000);
    create index course_versions_review_asked_by on course_versions (review_asked_by);

    -- What the publishing of a version asked of people on earlier ones. No row: the change was not material.
    create table version_changes (
      course_version_id uuid primary key references course_versions,
      what_changed text not null default '' check (length(what_changed) <= 20000),
      for_under_way text not null check (for_under_way in ('leave', 'what changed', 'again')),
      for_certified text not null check (for_certified in ('leave', 'what changed', 'again')),
      decided_at timestamptz not null,
      decided_by uuid references people,
      check (what_changed <> '' or 'what changed' not in (for_under_way, for_certified))
    );
    create index version_changes_decided_by on version_changes (decided_by);
    create trigger version_changes_append_only before update or delete or truncate on version_changes
      for each statement execute function refuse_change();

    -- Who was asked to read what changed. For those under way the course is not complete without it.
    create table change_readings (
      person_id uuid not null references people,
      course_version_id uuid not null references version_changes,
      is_required boolean not null,
      asked_at timestamptz not null,
      done_at timestamptz,
      primary key (person_id, course_version_id)
    );
    create index change_readings_version on change_readings (course_version_id);
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop table change_readings, version_changes;
    alter table course_versions drop column returned_note, drop column review_asked_by, drop column review_asked_at;
  `)
