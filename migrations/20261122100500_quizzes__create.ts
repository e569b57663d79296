/** Question bank, quiz versions, attempts and answers. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table questions (
      id uuid primary key,
      key text not null unique check (length(key) between 1 and 80),
      strand text,
      objective text,
      retired_at timestamptz,
      created_at timestamptz not null
    );

    -- A version is never edited: a changed question is a new version.
    create table question_versions (
      id uuid primary key,
      question_id uuid not null references questions,
      number int not null check (number > 0),
      kind text not null check (kind in ('one', 'several', 'true-false')),
      text text not null check (length(text) between 1 and 2000),
      explanation text not null default '' check (length(explanation) <= 4000),
      points int not null check (points between 1 and 100),
      is_critical boolean not null default false,
      created_at timestamptz not null,
      created_by uuid references people,
      unique (question_id, number)
    );
    create index question_versions_created_by on question_versions (created_by);

    create table question_options (
      id uuid primary key,
      question_version_id uuid not null references question_versions,
      position int not null,
      text text not null check (length(text) between 1 and 1000),
      is_right boolean not null,
      feedback text not null default '' check (length(feedback) <= 2000),
      unique (question_version_id, position),
      unique (question_version_id, id)
    );

    create table quizzes (
      id uuid primary key,
      title text not null check (length(title) between 1 and 200),
      created_at timestamptz not null
    );

    create table quiz_versions (
      id uuid primary key,
      quiz_id uuid not null references quizzes,
      number int not null check (number > 0),
      pass_percent int not null check (pass_percent between 0 and 100),
      attempts_allowed int check (attempts_allowed > 0),
      -- How many questions an attempt draws; null draws all. Critical questions are always drawn.
      draw_count int check (draw_count > 0),
      created_at timestamptz not null,
      unique (quiz_id, number)
    );

    create table quiz_version_questions (
      quiz_version_id uuid not null references quiz_versions,
      question_version_id uuid not null references question_versions,
      position int not null,
      primary key (quiz_version_id, question_version_id)
    );
    create index quiz_version_questions_question on quiz_version_questions (question_version_id);

    create table attempts (
      id uuid primary key,
      quiz_version_id uuid not null references quiz_versions,
      person_id uuid not null references people,
      number int not null check (number > 0),
      seed text not null,
      started_at timestamptz not null,
      handed_in_at timestamptz,
      points int,
      max_points int not null check (max_points > 0),
      is_critical_right boolean,
      is_passed boolean,
      check (num_nonnulls(handed_in_at, points, is_critical_right, is_passed) in (0, 4)),
      unique (quiz_version_id, person_id, number)
    );
    create unique index attempts_open on attempts (quiz_version_id, person_id) where handed_in_at is null;
    create index attempts_person on attempts (person_id, quiz_version_id);

    create table attempt_questions (
      attempt_id uuid not null references attempts,
      question_version_id uuid not null references question_versions,
      position int not null,
      option_ids uuid[] not null,
      primary key (attempt_id, question_version_id)
    );
    create index attempt_questions_question on attempt_questions (question_version_id);

    create table answers (
      attempt_id uuid not null,
      question_version_id uuid not null,
      option_ids uuid[] not null,
      -- The last number that counted from each browser tab: one that arrives late never overwrites a newer answer.
      seqs jsonb not null default '{}',
      saved_at timestamptz not null,
      primary key (attempt_id, question_version_id),
      foreign key (attempt_id, question_version_id) references attempt_questions
    );

    create trigger question_versions_append_only before update or delete or truncate on question_versions
      for each statement execute function refuse_change();
    create trigger question_options_append_only before update or delete or truncate on question_options
      for each statement execute function refuse_change();

    -- What was handed in stays as it was.
    create function refuse_handed_in() returns trigger language plpgsql as $$
    begin
      if (select handed_in_at from attempts where id = coalesce(new.attempt_id, old.attempt_id)) is not null then
        raise exception 'this attempt was handed in' using errcode = 'restrict_violation';
      end if;
      return coalesce(new, old);
    end $$;
    create trigger answers_handed_in before insert or update or delete on answers
      for each row execute function refuse_handed_in();
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop table answers, attempt_questions, attempts, quiz_version_questions, quiz_versions, quizzes,
      question_options, question_versions, questions;
    drop function refuse_handed_in;
  `)
