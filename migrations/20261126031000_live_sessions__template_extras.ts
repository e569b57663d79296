/** What a template keeps of a session beside its form: when people are reminded, what there is to read, whom places are kept for. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    -- Null: those that every new session has.
    alter table live_session_templates add column reminders text[]
      check (reminders <@ array['7 days', '3 days', '1 day', '2 hours', '1 hour', '15 minutes'] and cardinality(reminders) <= 3);

    create table live_session_template_materials (
      template_id uuid not null references live_session_templates on delete cascade,
      position int not null,
      moment text not null check (moment in ('before', 'after')),
      title text not null check (length(title) between 1 and 200),
      file_id uuid references files,
      url text check (url ~ '^https://' and length(url) <= 2000),
      primary key (template_id, position),
      check (num_nonnulls(file_id, url) = 1)
    );
    create index live_session_template_materials_file on live_session_template_materials (file_id);

    create table live_session_template_quotas (
      template_id uuid not null references live_session_templates on delete cascade,
      position int not null,
      organisation_id uuid references organisations,
      organisation_kind text check (length(organisation_kind) between 1 and 100),
      places int not null check (places between 1 and 10000),
      -- A session made from the template has a day of its own: so long before it these are open to all.
      days_before int not null check (days_before >= 0),
      primary key (template_id, position),
      check (num_nonnulls(organisation_id, organisation_kind) = 1)
    );
    create index live_session_template_quotas_organisation on live_session_template_quotas (organisation_id);
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop table live_session_template_quotas, live_session_template_materials;
    alter table live_session_templates drop column reminders
  `)
