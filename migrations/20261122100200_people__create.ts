/** Everyone the system knows, where they belong and what they may do; invitations, joining cards and staff lists. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table people (
      id uuid primary key,
      full_name text not null check (full_name = btrim(full_name) and length(full_name) between 1 and 200),
      search text not null,
      -- What the certificate prints where no font has a character of the full name.
      printable_name text check (length(printable_name) between 1 and 200),
      -- Null: the person has no mailbox and came by a joining card.
      email text unique check (email = lower(email) and length(email) between 3 and 254),
      language text not null default 'en' check (language in ('en', 'cy')),
      may_be_listed_at timestamptz,
      disabled_at timestamptz,
      disabled_by uuid references people,
      created_at timestamptz not null
    );
    create index people_search on people using gin (search gin_trgm_ops);
    create index people_email_search on people using gin (email gin_trgm_ops);
    create index people_name on people (lower(full_name), id);
    create index people_disabled_by on people (disabled_by);

    create table memberships (
      id uuid primary key,
      person_id uuid not null references people,
      organisation_id uuid not null references organisations,
      job_title text check (length(job_title) between 1 and 120),
      starts_on date not null,
      ends_on date,
      created_at timestamptz not null,
      check (ends_on is null or ends_on >= starts_on),
      -- [from, to): ending and starting on one day leaves neither gap nor overlap.
      exclude using gist (person_id with =, organisation_id with =, daterange(starts_on, ends_on, '[)') with &&)
    );
    create index memberships_person on memberships (person_id);
    create index memberships_organisation on memberships (organisation_id);

    create table role_grants (
      id uuid primary key,
      person_id uuid not null references people,
      role text not null check (role in ('lead', 'trainer', 'coordinator', 'administrator')),
      organisation_id uuid references organisations,
      starts_on date not null,
      ends_on date,
      granted_by uuid references people,
      created_at timestamptz not null,
      check ((role = 'lead') = (organisation_id is not null)),
      check (ends_on is null or ends_on >= starts_on),
      check (granted_by is distinct from person_id)
    );
    create index role_grants_person on role_grants (person_id);
    create index role_grants_organisation on role_grants (organisation_id);
    create index role_grants_granted_by on role_grants (granted_by);

    create table invitations (
      id uuid primary key,
      person_id uuid not null references people,
      token_hash bytea not null unique check (length(token_hash) = 32),
      mail_id uuid not null references mails,
      invited_by uuid references people,
      invited_at timestamptz not null,
      expires_at timestamptz not null,
      superseded_at timestamptz,
      accepted_at timestamptz
    );
    create unique index invitations_open on invitations (person_id) where superseded_at is null and accepted_at is null;
    create index invitations_person on invitations (person_id, invited_at desc);
    create index invitations_mail on invitations (mail_id);
    create index invitations_invited_by on invitations (invited_by);

    create table joining_cards (
      id uuid primary key,
      person_id uuid not null references people,
      code_hash bytea not null unique check (length(code_hash) = 32),
      issued_by uuid not null references people,
      issued_at timestamptz not null,
      expires_at timestamptz not null,
      superseded_at timestamptz,
      used_at timestamptz
    );
    create unique index joining_cards_open on joining_cards (person_id) where superseded_at is null and used_at is null;
    create index joining_cards_person on joining_cards (person_id);
    create index joining_cards_issued_by on joining_cards (issued_by);

    create table join_requests (
      id uuid primary key,
      person_id uuid not null references people,
      organisation_id uuid not null references organisations,
      asked_at timestamptz not null,
      decided_at timestamptz,
      decided_by uuid references people,
      decision text check (decision in ('approved', 'declined')),
      check ((decided_at is null) = (decision is null))
    );
    create unique index join_requests_open on join_requests (person_id, organisation_id) where decided_at is null;
    create index join_requests_person on join_requests (person_id);
    create index join_requests_organisation on join_requests (organisation_id);
    create index join_requests_decided_by on join_requests (decided_by);

    create table imports (
      id uuid primary key,
      file_name text not null check (length(file_name) between 1 and 200),
      file_id uuid not null references files,
      encoding text,
      delimiter text,
      columns_read text[] not null default '{}',
      columns_ignored text[] not null default '{}',
      fault text,
      rows_total int not null default 0,
      rows_done int not null default 0,
      uploaded_by uuid not null references people,
      uploaded_at timestamptz not null,
      read_at timestamptz,
      apply_asked_at timestamptz,
      apply_asked_by uuid references people,
      applied_at timestamptz,
      invites boolean not null default false
    );
    create index imports_uploaded_at on imports (uploaded_at desc);
    create index imports_file on imports (file_id);
    create index imports_uploaded_by on imports (uploaded_by);
    create index imports_apply_asked_by on imports (apply_asked_by);

    create table import_rows (
      import_id uuid not null references imports,
      row_number int not null,
      full_name text not null,
      email text not null,
      organisation_text text not null,
      job_title text not null,
      organisation_id uuid references organisations,
      person_id uuid references people,
      verdict text not null check (verdict in ('new', 'known', 'changed', 'refused')),
      reasons text[] not null default '{}',
      flags text[] not null default '{}',
      applied_at timestamptz,
      primary key (import_id, row_number)
    );
    create index import_rows_person on import_rows (person_id);
    create index import_rows_organisation on import_rows (organisation_id);
  `)

export const down = (knex: Knex) =>
  knex.raw(
    `drop table import_rows, imports, join_requests, joining_cards, invitations, role_grants, memberships, people`,
  )
