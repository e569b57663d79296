/** Tags and difficulty of questions; quizzes that draw by a blueprint, such as two from each strand. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    alter table questions
      add column tags text[] not null default '{}',
      add column difficulty text check (difficulty in ('easy', 'medium', 'hard'));

    alter table quiz_versions
      -- [{"label": "strand:race", "count": 2}]: at least so many of those with the label; null draws without regard.
      add column blueprint jsonb check (jsonb_typeof(blueprint) = 'array'),
      -- How many questions an attempt has.
      add column asked_count int check (asked_count > 0);
    update quiz_versions v set asked_count = (
      select greatest(least(coalesce(v.draw_count, n.scored), n.scored), n.critical) + n.questions - n.scored
      from (select count(*)::int as questions, count(*) filter (where q.is_critical)::int as critical,
              count(*) filter (where q.points > 0)::int as scored
            from quiz_version_questions vq join question_versions q on q.id = vq.question_version_id
            where vq.quiz_version_id = v.id) n
      where n.questions > 0);

    -- What a question counts as in this version, whatever is said of it in the bank later.
    alter table quiz_version_questions add column labels text[] not null default '{}';
    update quiz_version_questions vq set labels =
        case when q.strand is null then '{}'::text[] else array['strand:' || q.strand] end
        || case when q.objective is null then '{}'::text[] else array['topic:' || lower(q.objective)] end
      from question_versions v join questions q on q.id = v.question_id where v.id = vq.question_version_id;
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    alter table quiz_version_questions drop column labels;
    alter table quiz_versions drop column blueprint, drop column asked_count;
    alter table questions drop column tags, drop column difficulty;
  `)
