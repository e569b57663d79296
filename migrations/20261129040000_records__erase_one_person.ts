/** An erasure opens the facts of its own person alone, once it is due, from within the function that erases, and only for words to go. */
import type { Knex } from 'knex'

const rewrite = (pairs: [string, string][]) => `
    do $do$
    declare said text := pg_get_functiondef('erase_person(uuid, uuid[], timestamptz)'::regprocedure);
    begin
      ${pairs
        .map(
          ([
            was,
            is,
          ]) => `if position($was$${was}$was$ in said) = 0 then raise exception 'erase_person is another'; end if;
      said := replace(said, $was$${was}$was$, $is$${is}$is$);`,
        )
        .join('\n      ')}
      execute said;
    end $do$;`

const asked: [string, string] = [
  `if not exists (select from erasures e where e.id = erasure and e.person_id = any (ids) and e.due_at <= at
          and e.cancelled_at is null and e.done_at is null) then`,
  `update erasures e set done_at = at, done_in = pg_current_xact_id()::text::bigint
        where e.id = erasure and e.person_id = any (ids) and ids <@ records_of(e.person_id) and e.due_at <= at
          and e.cancelled_at is null and e.done_at is null;
      if not found then`,
]
const done: [string, string] = [
  'update erasures set done_at = at where id = erasure;',
  '-- It has been ended since the first line.',
]
const turned = ([was, is]: [string, string]): [string, string] => [is, was]

const appendOnly = `raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';`

export const up = (knex: Knex) =>
  knex.raw(`
    alter table erasures
      -- The transaction that erased: in no other do the facts open.
      add column done_in bigint,
      add constraint erasures_done_when_due check (done_at >= due_at),
      add check (done_in is null or done_at is not null);

    -- The records that are one with this person now, as the pages of records ask it.
    create function records_of(person uuid) returns uuid[] language sql stable as $$
      with recursive ones (id, step) as (
        select person, 0
        union all select m.merged_id, o.step + 1 from ones o join person_merges m on m.kept_id = o.id and m.undone_at is null
        where o.step < 20)
      select array_agg(id) from ones
    $$;
    -- Whose records this transaction erases; null: nobody's.
    create function people_being_erased() returns uuid[] language sql stable as $$
      select records_of(person_id) from erasures where id = nullif(current_setting('upstander.erasure', true), '')::uuid
        and done_in = pg_current_xact_id_if_assigned()::text::bigint
    $$;
    create or replace function is_erasing() returns boolean language sql stable as $$
      select people_being_erased() is not null
    $$;

    -- What was asked for stays as it was asked for, is ended once, and is done by nothing but the function that erases.
    create function refuse_other_endings() returns trigger language plpgsql as $$
    declare
      ends constant text[] := array['cancelled_at', 'cancelled_by', 'done_at', 'done_in'];
      stack text;
    begin
      get diagnostics stack = pg_context;
      if num_nonnulls(old.cancelled_at, old.done_at) > 0 or to_jsonb(new) - ends <> to_jsonb(old) - ends
          or (new.done_at is not null and position('erase_person(uuid,uuid[],' in stack) = 0) then
        raise exception 'an erasure is ended once' using errcode = 'restrict_violation';
      end if;
      return new;
    end $$;
    create trigger erasures_ended_once before update on erasures for each row execute function refuse_other_endings();

    -- Whether nothing happened to a text but that pieces of it became "Erased person".
    create function only_erased(was text, is_now text) returns boolean language sql immutable as $$
      select was is not distinct from is_now or coalesce(position('Erased person' in is_now) > 0 and was like
        replace(replace(replace(replace(is_now, '\\', '\\\\'), '%', '\\%'), '_', '\\_'), 'Erased person', '%'), false)
    $$;
    create function only_erased(was jsonb, is_now jsonb) returns boolean language plpgsql immutable as $$
    begin
      if was is not distinct from is_now then return true; end if;
      if jsonb_typeof(was) is distinct from jsonb_typeof(is_now) then return false; end if;
      case jsonb_typeof(was)
        when 'string' then return only_erased(was #>> '{}', is_now #>> '{}');
        when 'array' then return jsonb_array_length(was) = jsonb_array_length(is_now) and not exists (
          select from jsonb_array_elements(was) with ordinality w(one, place)
          join jsonb_array_elements(is_now) with ordinality n(one, place) using (place) where not only_erased(w.one, n.one));
        -- Keys are words as well, and two of them may become one.
        when 'object' then return not exists (select from jsonb_each(is_now) n where not exists (
            select from jsonb_each(was) w where only_erased(w.key, n.key) and only_erased(w.value, n.value)))
          and not exists (select from jsonb_each(was) w where not exists (
            select from jsonb_each(is_now) n where only_erased(w.key, n.key)));
        else return false;
      end case;
    end $$;

    create function owner_of_fact(name text, fact jsonb) returns uuid language plpgsql stable as $$
    begin
      return case
        when name in ('certificates', 'completions', 'evidence', 'walk_in_consents') then (fact->>'person_id')::uuid
        when name in ('certificate_pdfs', 'certificate_states') then
          (select c.person_id from certificates c where c.id = (fact->>'certificate_id')::uuid)
        when name = 'claim_answers' then (select e.person_id from evidence e where e.id = (fact->>'claim_id')::bigint)
      end;
    end $$;
    -- A fact of their own loses words; the audit of others loses theirs; in a vendor's report a row becomes nobody's.
    create function is_erased_fact(name text, was jsonb, is_now jsonb, words text[]) returns boolean language plpgsql stable as $$
    begin
      if is_now - words <> was - words then return false; end if;
      if name in ('vendor_report_people', 'vendor_report_decisions') then
        return is_now->>'identity' like 'erased %' and coalesce(is_now->>'name', 'Erased person') = 'Erased person'
          and num_nonnulls(is_now->>'email', is_now->>'alias', is_now->>'organisation_id') = 0;
      end if;
      if name <> 'audit_events' and not coalesce(owner_of_fact(name, was) = any (people_being_erased()), false) then
        return false;
      end if;
      return not exists (select from unnest(words) word where not only_erased(was->word, is_now->word));
    end $$;
    create or replace function refuse_more_than_words() returns trigger language plpgsql as $$
    begin
      if not is_erased_fact(tg_table_name, to_jsonb(old), to_jsonb(new), tg_argv) then
        ${appendOnly}
      end if;
      return new;
    end $$;
    create or replace function refuse_more_than_a_move() returns trigger language plpgsql as $$
    declare may constant text[] := array['person_id', 'cycle', 'round'];
    begin
      if is_erasing() then
        if not is_erased_fact(tg_table_name, to_jsonb(old), to_jsonb(new), coalesce(tg_argv, '{}')) then
          ${appendOnly}
        end if;
      elsif to_jsonb(new) - may <> to_jsonb(old) - may then
        ${appendOnly}
      end if;
      return new;
    end $$;

    -- Their papers, and lists and reports that hold others too; never a logo, a page's picture, or another's paper.
    create or replace function refuse_more_than_emptying() returns trigger language plpgsql as $$
    declare was files := old;
    begin
      was.bytes := '';
      if was is distinct from new or not exists (
          select from certificate_pdfs p join certificates c on c.id = p.certificate_id
            where p.file_id = new.id and c.person_id = any (people_being_erased())
          union all select from imports i where i.file_id = new.id
          union all select from vendor_reports r where r.file_id = new.id) then
        raise exception 'files is append-only' using errcode = 'restrict_violation';
      end if;
      return new;
    end $$;
    create or replace function refuse_handed_in() returns trigger language plpgsql as $$
    declare attempt attempts;
    begin
      select * into attempt from attempts where id = coalesce(new.attempt_id, old.attempt_id);
      if attempt.handed_in_at is not null
          and not (tg_op = 'UPDATE' and coalesce(attempt.person_id = any (people_being_erased()), false)
            and new.given = '{}' and to_jsonb(new) - 'given' = to_jsonb(old) - 'given') then
        raise exception 'this attempt was handed in' using errcode = 'restrict_violation';
      end if;
      return coalesce(new, old);
    end $$;
    ${rewrite([asked, done])}
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    ${rewrite([turned(done), turned(asked)])}
    create or replace function refuse_handed_in() returns trigger language plpgsql as $$
    begin
      if (select handed_in_at from attempts where id = coalesce(new.attempt_id, old.attempt_id)) is not null
          and not (tg_op = 'UPDATE' and is_erasing() and to_jsonb(new) - 'given' = to_jsonb(old) - 'given') then
        raise exception 'this attempt was handed in' using errcode = 'restrict_violation';
      end if;
      return coalesce(new, old);
    end $$;
    create or replace function refuse_more_than_emptying() returns trigger language plpgsql as $$
    declare was files := old;
    begin
      was.bytes := '';
      if was is distinct from new then
        raise exception 'files is append-only' using errcode = 'restrict_violation';
      end if;
      return new;
    end $$;
    create or replace function refuse_more_than_a_move() returns trigger language plpgsql as $$
    declare may constant text[] := case when is_erasing() then coalesce(tg_argv, '{}') else array['person_id', 'cycle', 'round'] end;
    begin
      if to_jsonb(new) - may <> to_jsonb(old) - may then
        ${appendOnly}
      end if;
      return new;
    end $$;
    create or replace function refuse_more_than_words() returns trigger language plpgsql as $$
    begin
      if to_jsonb(new) - tg_argv <> to_jsonb(old) - tg_argv then
        ${appendOnly}
      end if;
      return new;
    end $$;
    drop trigger erasures_ended_once on erasures;
    create or replace function is_erasing() returns boolean language sql stable as $$
      select exists (select from erasures where id = nullif(current_setting('upstander.erasure', true), '')::uuid
        and cancelled_at is null and done_at is null)
    $$;
    drop function is_erased_fact, owner_of_fact, only_erased(jsonb, jsonb), only_erased(text, text), refuse_other_endings,
      people_being_erased, records_of;
    alter table erasures drop column done_in;
    alter table erasures drop constraint erasures_done_when_due;
  `)
