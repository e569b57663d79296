/** How far a person is in a training package: what it committed, and the tokens with which it may. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    -- Found again in later versions of the course by the module's key, as long as the package is the same.
    create table package_runs (
      id uuid primary key,
      person_id uuid not null references people,
      course_id uuid not null references courses,
      module_key text not null,
      package_id uuid not null references packages,
      round int not null check (round >= 1),
      -- The page that opened it last: no other one may commit.
      tab text not null check (length(tab) between 1 and 60),
      started_at timestamptz not null,
      opened_at timestamptz not null,
      unique (person_id, course_id, module_key, package_id, round)
    );
    create index package_runs_course on package_runs (course_id);
    create index package_runs_package on package_runs (package_id);

    -- One row for each part of the package; a commit numbered lower than the last of the same page changes nothing.
    create table package_states (
      run_id uuid not null references package_runs,
      item_id text not null check (length(item_id) between 1 and 200),
      tab text not null,
      seq int not null check (seq >= 0),
      completion text not null check (completion in ('unknown', 'incomplete', 'completed')),
      success text not null check (success in ('unknown', 'passed', 'failed')),
      score_percent int check (score_percent between 0 and 100),
      seconds int not null check (seconds >= 0),
      -- What the package keeps, as it said it: text of any kind, which jsonb would refuse.
      cmi json not null check (length(cmi::text) <= 1000000),
      saved_at timestamptz not null,
      primary key (run_id, item_id)
    );

    create table package_tokens (
      token_hash bytea primary key check (length(token_hash) = 32),
      run_id uuid not null references package_runs,
      tab text not null,
      expires_at timestamptz not null
    );
    create index package_tokens_run on package_tokens (run_id);
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop table package_tokens;
    drop table package_states;
    drop table package_runs;
  `)
