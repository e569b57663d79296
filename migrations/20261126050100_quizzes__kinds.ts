/** More kinds of questions: what a version holds is JSON of a shape its kind says, and an answer is a list of texts. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    alter table question_versions disable trigger question_versions_append_only;
    alter table answers disable trigger answers_handed_in;

    alter table question_versions add column content jsonb;
    update question_versions v set content = jsonb_build_object('options', coalesce((
        select jsonb_agg(jsonb_build_object('text', o.text, 'is_right', o.is_right, 'feedback', o.feedback)
          order by o.position)
        from question_options o where o.question_version_id = v.id), '[]'))
      || case v.kind when 'several' then '{"scoring": "all"}'::jsonb else '{}' end;
    alter table question_versions
      alter column content set not null,
      add constraint question_versions_content_check check (jsonb_typeof(content) = 'object'),
      drop constraint question_versions_kind_check,
      add constraint question_versions_kind_check check (kind in ('one', 'several', 'true-false', 'matching',
        'ordering', 'short', 'number', 'gaps', 'gap-choices', 'rating')),
      -- A rating is never wrong: it gives no points and decides nothing.
      drop constraint question_versions_points_check,
      add constraint question_versions_points_check check (
        case kind when 'rating' then points = 0 and not is_critical else points between 1 and 100 end);

    -- An option is known by its place in the version, counted from 1: versions never change.
    create temporary table option_places on commit drop as
      select id, row_number() over (partition by question_version_id order by position)::text as place
      from question_options;
    create index on option_places (id);

    -- What can be chosen, in the order in which this attempt shows it.
    alter table attempt_questions add column shown_ids text[];
    update attempt_questions q set shown_ids = array(
      select p.place from unnest(q.option_ids) with ordinality as o (id, number) join option_places p on p.id = o.id
      order by o.number);
    alter table attempt_questions alter column shown_ids set not null, drop column option_ids;

    -- The options that were chosen, or one text for each part of the question.
    alter table answers add column given text[];
    update answers a set given = array(
      select p.place from unnest(a.option_ids) with ordinality as o (id, number) join option_places p on p.id = o.id
      order by o.number);
    alter table answers alter column given set not null, drop column option_ids;

    drop table question_options;
    alter table question_versions enable trigger question_versions_append_only;
    alter table answers enable trigger answers_handed_in;
  `)

/** Refused by the check on the kind while there is a question of a kind that was not there before. */
export const down = (knex: Knex) =>
  knex.raw(`
    alter table question_versions disable trigger question_versions_append_only;
    alter table answers disable trigger answers_handed_in;

    alter table question_versions
      drop constraint question_versions_points_check,
      drop constraint question_versions_kind_check,
      add constraint question_versions_kind_check check (kind in ('one', 'several', 'true-false')),
      add constraint question_versions_points_check check (points between 1 and 100);

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
    insert into question_options (id, question_version_id, position, text, is_right, feedback)
      select gen_random_uuid(), v.id, o.number, o.option ->> 'text', (o.option ->> 'is_right')::boolean,
        o.option ->> 'feedback'
      from question_versions v, jsonb_array_elements(v.content -> 'options') with ordinality as o (option, number);
    create trigger question_options_append_only before update or delete or truncate on question_options
      for each statement execute function refuse_change();

    alter table attempt_questions add column option_ids uuid[];
    update attempt_questions q set option_ids = array(
      select o.id from unnest(q.shown_ids) with ordinality as s (place, number)
      join question_options o on o.question_version_id = q.question_version_id and o.position = s.place::int
      order by s.number);
    alter table attempt_questions alter column option_ids set not null, drop column shown_ids;

    alter table answers add column option_ids uuid[];
    update answers a set option_ids = array(
      select o.id from unnest(a.given) with ordinality as s (place, number)
      join question_options o on o.question_version_id = a.question_version_id and o.position = s.place::int
      order by s.number);
    alter table answers alter column option_ids set not null, drop column given;

    alter table question_versions drop column content;
    alter table question_versions enable trigger question_versions_append_only;
    alter table answers enable trigger answers_handed_in;
  `)
