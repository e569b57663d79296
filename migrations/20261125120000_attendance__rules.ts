/** Rules of attendance: a course may ask for the end of a part too; a register keeps the rule its marks were given by. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    alter table course_version_live_parts add column last_minutes int check (last_minutes between 1 and 60);

    create table register_rules (
      id bigint generated always as identity primary key,
      live_session_part_id uuid not null references live_session_parts,
      percent int not null check (percent between 1 and 100),
      last_minutes int check (last_minutes between 1 and 60),
      -- Why it is another than the course's.
      reason text check (length(reason) between 1 and 1000),
      kept_by uuid not null references people,
      kept_at timestamptz not null
    );
    create index register_rules_part on register_rules (live_session_part_id, id desc);
    create index register_rules_kept_by on register_rules (kept_by);
    create trigger register_rules_append_only before update or delete or truncate on register_rules
      for each statement execute function refuse_change();

    -- The rule that gave a mark; null where a trainer gave it.
    alter table evidence add column register_rule_id bigint references register_rules
      check (register_rule_id is null or kind = 'trainer mark');
    create index evidence_register_rule on evidence (register_rule_id);
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    alter table evidence drop column register_rule_id;
    drop table register_rules;
    alter table course_version_live_parts drop column last_minutes
  `)
