/** How the certificates of a programme are designed from now on: words, who signs, endorsers' marks, a second language. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table certificate_designs (
      programme_id uuid primary key references programmes,
      -- Stands above the name; null: "Awarded to", in the language of the paper.
      above_name text check (length(above_name) between 1 and 80),
      further_line text check (length(further_line) between 1 and 160),
      -- Null: who the settings say.
      signatory_name text check (length(signatory_name) between 1 and 120),
      signatory_title text check (length(signatory_title) between 1 and 120),
      signature_file_id uuid references files,
      second_language text check (second_language ~ '^[a-z]{2,3}$'),
      second_programme_name text check (length(second_programme_name) between 1 and 120),
      second_above_name text check (length(second_above_name) between 1 and 80),
      second_wording text check (length(second_wording) between 1 and 400),
      second_further_line text check (length(second_further_line) between 1 and 160),
      updated_at timestamptz not null,
      updated_by uuid references people,
      check ((signatory_name is null) = (signatory_title is null)),
      -- A signature is somebody's.
      check (signature_file_id is null or signatory_name is not null),
      check (
        second_language is not null
        or coalesce(second_programme_name, second_above_name, second_wording, second_further_line) is null
      )
    );
    create index certificate_designs_signature on certificate_designs (signature_file_id);
    create index certificate_designs_updated_by on certificate_designs (updated_by);

    create table certificate_endorsers (
      id uuid primary key,
      programme_id uuid not null references programmes,
      position smallint not null check (position between 1 and 3),
      -- Read out in place of the picture.
      name text not null check (length(name) between 1 and 120),
      file_id uuid not null references files,
      added_at timestamptz not null,
      added_by uuid references people,
      unique (programme_id, position)
    );
    create index certificate_endorsers_file on certificate_endorsers (file_id);
    create index certificate_endorsers_added_by on certificate_endorsers (added_by);
  `)

export const down = (knex: Knex) => knex.raw(`drop table certificate_endorsers; drop table certificate_designs`)
