/** What every room stands on: settings, files, the audit, the outbox, plans, web sessions and limits. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create extension if not exists btree_gist;
    create extension if not exists pg_trgm;

    -- Facts that nobody may rewrite: any UPDATE, DELETE or TRUNCATE of such a table fails.
    create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
    end $$;

    create table files (
      id uuid primary key,
      sha256 bytea not null check (length(sha256) = 32),
      media_type text not null check (media_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
      file_name text not null check (length(file_name) between 1 and 200),
      bytes bytea not null check (length(bytes) <= 26214400),
      is_public boolean not null default false,
      created_at timestamptz not null,
      created_by uuid
    );
    create trigger files_append_only before update or delete or truncate on files
      for each statement execute function refuse_change();

    create table settings (
      only_row boolean primary key default true check (only_row),
      force_name text not null check (length(force_name) between 1 and 120),
      team_name text not null check (length(team_name) between 1 and 120),
      logo_file_id uuid references files,
      logo_alt text not null default '',
      brand_colour text not null check (brand_colour ~ '^#[0-9a-f]{6}$'),
      signatory_name text not null check (length(signatory_name) between 1 and 120),
      signatory_title text not null check (length(signatory_title) between 1 and 120),
      sender_name text not null check (length(sender_name) between 1 and 120),
      sender_address text not null check (length(sender_address) between 3 and 254),
      contact_address text not null check (length(contact_address) between 3 and 254),
      updated_at timestamptz not null,
      updated_by uuid
    );
    create index settings_logo on settings (logo_file_id);

    create table audit_events (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      actor_id uuid,
      actor_kind text not null check (actor_kind in ('person', 'system', 'nobody')),
      request_id text,
      action text not null,
      subject_kind text not null,
      subject_id uuid,
      before jsonb,
      after jsonb,
      reason text
    );
    create index audit_events_subject on audit_events (subject_id, id desc);
    create index audit_events_actor on audit_events (actor_id, id desc);
    create index audit_events_at on audit_events (at desc, id desc);
    create trigger audit_events_append_only before update or delete or truncate on audit_events
      for each statement execute function refuse_change();

    create table mails (
      id uuid primary key,
      kind text not null,
      dedupe_key text unique,
      message_id text not null unique,
      person_id uuid,
      to_name text not null check (to_name !~ '[\\r\\n]'),
      to_address text not null check (length(to_address) <= 254 and to_address !~ '[\\s,;<>]'),
      subject text not null check (subject !~ '[\\r\\n]'),
      html text,
      text text,
      calendar text,
      calendar_method text check (calendar_method in ('REQUEST', 'CANCEL')),
      attachment_file_ids uuid[] not null default '{}',
      is_secret boolean not null default false,
      priority smallint not null default 0,
      created_at timestamptz not null,
      stale_at timestamptz,
      attempts int not null default 0,
      next_attempt_at timestamptz not null,
      locked_until timestamptz,
      last_error text,
      sent_at timestamptz,
      failed_at timestamptz,
      dropped_at timestamptz,
      drop_reason text,
      check (num_nonnulls(sent_at, failed_at, dropped_at) <= 1),
      check ((dropped_at is null) = (drop_reason is null)),
      check ((calendar is null) = (calendar_method is null) or is_secret)
    );
    create index mails_waiting on mails (next_attempt_at)
      where sent_at is null and failed_at is null and dropped_at is null;
    create index mails_created on mails (created_at desc);
    create index mails_person on mails (person_id, created_at desc);

    create table plans (
      id uuid primary key,
      kind text not null,
      subject_id uuid not null,
      due_at timestamptz not null,
      created_at timestamptz not null,
      done_at timestamptz,
      dropped_at timestamptz,
      drop_reason text,
      check (num_nonnulls(done_at, dropped_at) <= 1),
      check ((dropped_at is null) = (drop_reason is null))
    );
    create unique index plans_open on plans (kind, subject_id) where done_at is null and dropped_at is null;
    create index plans_due on plans (due_at) where done_at is null and dropped_at is null;
    create index plans_subject on plans (subject_id);

    -- The shape connect-pg-simple asks for.
    create table web_sessions (
      sid varchar primary key,
      sess json not null,
      expire timestamp(6) not null
    );
    create index web_sessions_expire on web_sessions (expire);
    create index web_sessions_person on web_sessions ((sess -> 'passport' ->> 'user'));

    -- The shape rate-limiter-flexible asks for.
    create table limits (
      key varchar(255) primary key,
      points integer not null default 0,
      expire bigint
    );
    create index limits_expire on limits (expire);
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop table limits, web_sessions, plans, mails, audit_events, settings, files;
    drop function refuse_change;
    drop extension pg_trgm;
    drop extension btree_gist;
  `)
