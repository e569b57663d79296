/** Questions answered in one's own words and marked by a trainer, and cases told in steps. */
import type { Knex } from 'knex'

const kinds = (more: string) => `'one', 'several', 'true-false', 'matching', 'ordering', 'short', 'number', 'gaps',
  'gap-choices', 'rating'${more}`

export const up = (knex: Knex) =>
  knex.raw(`
    alter table question_versions
      drop constraint question_versions_kind_check,
      add constraint question_versions_kind_check check (kind in (${kinds(", 'scenario', 'text'")}));

    -- Handed in without marks: a trainer has yet to read what was written.
    alter table attempts
      drop constraint attempts_check,
      add constraint attempts_marks_check check (num_nonnulls(points, is_critical_right, is_passed) in (0, 3)
        and (points is null or handed_in_at is not null)),
      add column marked_at timestamptz;
    create index attempts_unmarked on attempts (handed_in_at) where handed_in_at is not null and points is null;

    -- How a written answer was marked: points for each line of the rubric, and a word to the learner.
    create table written_marks (
      attempt_id uuid not null,
      question_version_id uuid not null,
      points int[] not null check (cardinality(points) between 1 and 8),
      feedback text not null default '' check (length(feedback) <= 4000),
      marked_at timestamptz not null,
      marked_by uuid references people,
      primary key (attempt_id, question_version_id),
      foreign key (attempt_id, question_version_id) references attempt_questions
    );
    create index written_marks_marked_by on written_marks (marked_by);
  `)

/** Refused by the checks while there is a question of these kinds, or an attempt that waits to be marked. */
export const down = (knex: Knex) =>
  knex.raw(`
    drop table written_marks;
    drop index attempts_unmarked;
    alter table attempts
      drop column marked_at,
      drop constraint attempts_marks_check,
      add constraint attempts_check check (num_nonnulls(handed_in_at, points, is_critical_right, is_passed) in (0, 4));
    alter table question_versions
      drop constraint question_versions_kind_check,
      add constraint question_versions_kind_check check (kind in (${kinds('')}));
  `)
