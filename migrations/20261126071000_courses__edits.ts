/** Version numbers of what authors save, and what each of them has typed and not saved yet. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    -- Rises with each save, so that of two authors the second is told.
    alter table modules add column revision int not null default 1 check (revision > 0),
      add column updated_by uuid references people;
    create index modules_updated_by on modules (updated_by);
    alter table course_versions add column revision int not null default 1 check (revision > 0);

    -- One author's copy of a page that is being written. It is no part of the draft until it is saved there.
    create table module_edits (
      module_id uuid not null references modules on delete cascade,
      person_id uuid not null references people,
      -- The form as it was typed; null while somebody only has the page open.
      typed jsonb,
      -- The revision of the module that the text began from.
      based_on int not null,
      -- Rises with each time it is kept, so that a second tab never writes over the first.
      number int not null check (number >= 0),
      typed_at timestamptz,
      seen_at timestamptz not null,
      primary key (module_id, person_id),
      check ((typed is null) = (typed_at is null))
    );
    create index module_edits_person on module_edits (person_id);
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop table module_edits;
    alter table course_versions drop column revision;
    alter table modules drop column updated_by, drop column revision;
  `)
