/** Pictures that only decorate, pages that stand in for another one, and what learners note for themselves. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    -- Says nothing that the text does not: it needs no description.
    alter table module_files add column is_decorative boolean not null default false;

    -- The key of the page this one can be read instead of; who has done either has done both.
    alter table modules add column instead_of text check (instead_of is null or (kind = 'page' and instead_of ~ '^[a-z0-9-]{1,80}$'));

    -- Reflections and ticks of checklists: for the learner alone. Found again in later versions by the module's key.
    -- In drafts a video now stands in the text. What was published stays as it is.
    update modules m set body = E'::: video The video of this page\\nsource: ' || m.video_url || E'\\n\\n' || m.transcript
        || E'\\n:::\\n\\n' || m.body, video_url = null, transcript = null
      from course_versions v where v.id = m.course_version_id and v.published_at is null and m.video_url is not null;

    create table module_notes (
      person_id uuid not null references people,
      course_id uuid not null references courses,
      module_key text not null,
      block_id text not null check (length(block_id) between 1 and 120),
      text text not null default '' check (length(text) <= 10000),
      ticked text[] not null default '{}',
      updated_at timestamptz not null,
      primary key (person_id, course_id, module_key, block_id)
    );
    create index module_notes_course on module_notes (course_id);
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop table module_notes;
    alter table modules drop column instead_of;
    alter table module_files drop column is_decorative;
  `)
