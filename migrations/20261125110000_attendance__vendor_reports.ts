/** Attendance reports of Teams, Zoom, Meet and Webex: what was read from them, and who was taken for whom. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    -- Files that were uploaded and are looked at; they are deleted when they are kept as reports, thrown away, or a day old.
    create table vendor_report_drafts (
      id uuid primary key,
      batch_id uuid not null,
      live_session_part_id uuid not null references live_session_parts,
      file_name text not null check (length(file_name) between 1 and 300),
      bytes bytea not null,
      uploaded_by uuid not null references people,
      uploaded_at timestamptz not null
    );
    create index vendor_report_drafts_batch on vendor_report_drafts (batch_id);
    create index vendor_report_drafts_part on vendor_report_drafts (live_session_part_id);
    create index vendor_report_drafts_uploaded_by on vendor_report_drafts (uploaded_by);

    create table vendor_reports (
      id uuid primary key,
      live_session_part_id uuid not null references live_session_parts,
      file_id uuid not null references files,
      sha256 bytea not null,
      vendor text not null check (vendor in ('teams', 'zoom', 'meet', 'webex')),
      format text not null,
      encoding text not null,
      date_order text check (date_order in ('day-first', 'month-first')),
      kept_by uuid not null references people,
      kept_at timestamptz not null,
      -- The same file twice changes nothing.
      unique (live_session_part_id, sha256)
    );
    create index vendor_reports_file on vendor_reports (file_id);
    create index vendor_reports_kept_by on vendor_reports (kept_by);

    create table vendor_report_people (
      id bigint generated always as identity primary key,
      vendor_report_id uuid not null references vendor_reports,
      -- Who this is as far as the files of a part tell: an address, or a name.
      identity text not null,
      -- What may be remembered of it for other sessions; null where two people of one file bear the name.
      alias text,
      name text not null check (length(name) between 1 and 254),
      email text,
      role text,
      minutes int check (minutes >= 0)
    );
    create index vendor_report_people_report on vendor_report_people (vendor_report_id);

    create table vendor_report_joins (
      id bigint generated always as identity primary key,
      vendor_report_person_id bigint not null references vendor_report_people,
      from_at timestamptz not null,
      to_at timestamptz not null,
      check (from_at <= to_at)
    );
    create index vendor_report_joins_person on vendor_report_joins (vendor_report_person_id);

    create table vendor_report_decisions (
      id bigint generated always as identity primary key,
      live_session_part_id uuid not null references live_session_parts,
      identity text not null,
      kind text not null check (kind in ('person', 'nobody', 'undo')),
      person_id uuid references people,
      -- Remembered for this organisation of the person.
      alias text,
      organisation_id uuid references organisations,
      decided_by uuid not null references people,
      decided_at timestamptz not null,
      check ((kind = 'person') = (person_id is not null)),
      check ((alias is null) = (organisation_id is null)),
      check (alias is null or kind = 'person')
    );
    create index vendor_report_decisions_part on vendor_report_decisions (live_session_part_id, identity, id desc);
    create index vendor_report_decisions_alias on vendor_report_decisions (alias) where alias is not null;
    create index vendor_report_decisions_person on vendor_report_decisions (person_id);
    create index vendor_report_decisions_organisation on vendor_report_decisions (organisation_id);
    create index vendor_report_decisions_decided_by on vendor_report_decisions (decided_by);

    create trigger vendor_reports_append_only before update or delete or truncate on vendor_reports
      for each statement execute function refuse_change();
    create trigger vendor_report_people_append_only before update or delete or truncate on vendor_report_people
      for each statement execute function refuse_change();
    create trigger vendor_report_joins_append_only before update or delete or truncate on vendor_report_joins
      for each statement execute function refuse_change();
    create trigger vendor_report_decisions_append_only before update or delete or truncate on vendor_report_decisions
      for each statement execute function refuse_change();
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop table vendor_report_decisions, vendor_report_joins, vendor_report_people, vendor_reports, vendor_report_drafts
  `)
