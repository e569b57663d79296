/** Putting a wrong question right: what was handed in is marked by a later version, and what it was before is kept. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table rescorings (
      id uuid primary key,
      question_id uuid not null references questions,
      -- By which answers to earlier versions are marked from now on, and which is asked in their place.
      question_version_id uuid not null unique references question_versions,
      mode text not null check (mode in ('re-score', 'never-lower')),
      reason text not null check (length(reason) between 1 and 1000),
      decided_at timestamptz not null,
      decided_by uuid references people
    );
    create index rescorings_question on rescorings (question_id);
    create index rescorings_decided_by on rescorings (decided_by);
    create trigger rescorings_append_only before update or delete or truncate on rescorings
      for each statement execute function refuse_change();

    -- The attempts whose marks changed, with what they were.
    create table rescored_attempts (
      rescoring_id uuid not null references rescorings,
      attempt_id uuid not null references attempts,
      before_points int not null,
      before_max_points int not null,
      before_is_passed boolean not null,
      points int not null,
      max_points int not null,
      is_passed boolean not null,
      primary key (rescoring_id, attempt_id)
    );
    create index rescored_attempts_attempt on rescored_attempts (attempt_id);
    create trigger rescored_attempts_append_only before update or delete or truncate on rescored_attempts
      for each statement execute function refuse_change();

    -- By which version the answer is marked, where not by the one that was asked.
    alter table attempt_questions add column marked_by uuid references question_versions;
    create index attempt_questions_marked_by on attempt_questions (marked_by);

    -- What a quiz version asks now: the questions it was made with, those that were put right by what they became.
    create view asked_versions as
      select vq.quiz_version_id, vq.question_version_id, coalesce(n.id, v.id) as asked_version_id
      from quiz_version_questions vq
      join question_versions v on v.id = vq.question_version_id
      left join lateral (
        select later.id from rescorings r join question_versions later on later.id = r.question_version_id
        where r.question_id = v.question_id and later.number > v.number
        order by later.number desc limit 1) n on true;
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop view asked_versions;
    alter table attempt_questions drop column marked_by;
    drop table rescored_attempts, rescorings;
  `)
