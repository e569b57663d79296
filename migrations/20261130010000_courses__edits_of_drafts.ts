/** An author's own copy of any form of a draft: of a module, of the draft's details, of a quiz or a package that is not added yet. */
import type { Knex } from 'knex'

const renamed = (was: string, is: string) => `
    do $do$
    declare said text := pg_get_functiondef('erase_person(uuid, uuid[], timestamptz)'::regprocedure);
    begin
      if position('delete from ${was} ' in said) = 0 then raise exception 'erase_person is another'; end if;
      execute replace(said, 'delete from ${was} ', 'delete from ${is} ');
    end $do$;`

export const up = (knex: Knex) =>
  knex.raw(`
    alter table module_edits rename to draft_edits;
    alter index module_edits_person rename to draft_edits_person;
    alter table draft_edits
      drop constraint module_edits_pkey,
      alter column module_id drop not null,
      add column id uuid,
      -- Where it is no module that is written.
      add column course_version_id uuid references course_versions on delete cascade,
      add column form text check (form in ('details', 'new quiz', 'new package')),
      add check (num_nonnulls(module_id, course_version_id) = 1),
      add check ((course_version_id is null) = (form is null));
    update draft_edits set id = gen_random_uuid();
    alter table draft_edits add constraint draft_edits_pkey primary key (id);
    create unique index draft_edits_one on draft_edits (module_id, course_version_id, form, person_id) nulls not distinct;
    create index draft_edits_version on draft_edits (course_version_id);
    ${renamed('module_edits', 'draft_edits')}
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    ${renamed('draft_edits', 'module_edits')}
    delete from draft_edits where module_id is null;
    drop index draft_edits_version, draft_edits_one;
    alter table draft_edits
      drop constraint draft_edits_pkey,
      drop column course_version_id,
      drop column form,
      drop column id,
      alter column module_id set not null,
      add constraint module_edits_pkey primary key (module_id, person_id);
    alter index draft_edits_person rename to module_edits_person;
    alter table draft_edits rename to module_edits;
  `)
