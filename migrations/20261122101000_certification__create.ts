/** Certificates as issued, the PDF as issued, and every later change of state as a row. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    -- Numbers are allotted in the issuing transaction, so they have no gaps.
    create table certificate_counters (
      code text not null,
      year int not null,
      last_number int not null,
      primary key (code, year)
    );

    create table certificates (
      id uuid primary key,
      number text not null unique,
      reference text not null unique check (length(reference) = 22),
      person_id uuid not null references people,
      programme_id uuid not null references programmes,
      cycle int not null check (cycle > 0),
      completion_id uuid not null references completions,
      organisation_id uuid references organisations,
      awarded_on date not null,
      valid_to date not null,
      issued_at timestamptz not null,
      -- False: no font had a character of the name when it was issued, and the PDF waited for a printable one.
      is_printable boolean not null,
      -- What the paper says, frozen: name, programme, course, organisation, wording, force, signatory, language.
      facts jsonb not null,
      check (valid_to > awarded_on),
      unique (person_id, programme_id, cycle)
    );
    -- With all the roster asks of a certificate, so that it need not read the facts of 100,000.
    create index certificates_programme on certificates (programme_id, valid_to)
      include (id, person_id, cycle, awarded_on, issued_at);
    create index certificates_awarded on certificates (programme_id, awarded_on);
    create index certificates_completion on certificates (completion_id);
    create index certificates_organisation on certificates (organisation_id);
    create index certificates_issued on certificates (issued_at desc);
    create index certificates_unprintable on certificates (id) where not is_printable;
    -- The roster asks of each certificate whether a later one of its person is there: of first ones, hardly ever.
    create index certificates_later_cycles on certificates (person_id, programme_id, cycle) where cycle > 1;
    create trigger certificates_append_only before update or delete or truncate on certificates
      for each statement execute function refuse_change();

    -- Apart, because a certificate whose name no font can print is issued first and printed once the learner says how.
    create table certificate_pdfs (
      certificate_id uuid primary key references certificates,
      file_id uuid not null references files,
      printed_name text not null,
      made_at timestamptz not null
    );
    create index certificate_pdfs_file on certificate_pdfs (file_id);
    create trigger certificate_pdfs_append_only before update or delete or truncate on certificate_pdfs
      for each statement execute function refuse_change();

    create table certificate_states (
      id bigint generated always as identity primary key,
      certificate_id uuid not null references certificates,
      state text not null check (state in ('issued', 'revoked', 'reinstated')),
      reason text check (length(reason) between 1 and 1000),
      changed_by uuid references people,
      changed_at timestamptz not null,
      check (state = 'issued' or reason is not null)
    );
    create index certificate_states_certificate on certificate_states (certificate_id, id desc);
    -- The few that were ever revoked, for the roster of all of them.
    create index certificate_states_changes on certificate_states (certificate_id, id desc) where state <> 'issued';
    create index certificate_states_changed_by on certificate_states (changed_by);
    create trigger certificate_states_append_only before update or delete or truncate on certificate_states
      for each statement execute function refuse_change();

    -- The roster in the order of names, and without the few who are disabled.
    create index people_in_order on people (search, id);
    create index people_disabled on people (id) where disabled_at is not null;
  `)

export const down = (knex: Knex) =>
  knex.raw(
    `drop index people_in_order, people_disabled; drop table certificate_states, certificate_pdfs, certificates, certificate_counters`,
  )
