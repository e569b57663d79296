/** Certificates handed over on paper, because their mail came back or their holder has no mailbox. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table certificate_handovers (
      id uuid primary key,
      certificate_id uuid not null references certificates,
      handed_at timestamptz not null,
      handed_by uuid not null references people,
      undone_at timestamptz,
      undone_by uuid references people,
      check ((undone_at is null) = (undone_by is null))
    );
    create unique index certificate_handovers_open on certificate_handovers (certificate_id) where undone_at is null;
    create index certificate_handovers_certificate on certificate_handovers (certificate_id);
    create index certificate_handovers_handed_by on certificate_handovers (handed_by);
    create index certificate_handovers_undone_by on certificate_handovers (undone_by);
    create index certificate_handovers_handed_at on certificate_handovers (handed_at desc);
  `)

export const down = (knex: Knex) => knex.raw(`drop table certificate_handovers`)
