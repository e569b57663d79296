/** An erasure opens the facts by a setting of its transaction, as a merge does: disabling their triggers locked the tables. */
import type { Knex } from 'knex'

/** What an erasure may change of a fact: words, and never what is counted. */
const words = {
  audit_events: ['before', 'after', 'reason'],
  certificate_pdfs: ['printed_name'],
  certificate_states: ['reason'],
  claim_answers: ['reason'],
  vendor_report_people: ['identity', 'name', 'email', 'alias'],
  walk_in_consents: ['words'],
}

/** The same of facts that a merge may move. */
const wordsOfMoved = {
  certificates: ['facts'],
  completions: ['reason'],
  evidence: ['reason'],
  vendor_report_decisions: ['identity', 'alias', 'organisation_id'],
}

const each = (tables: Record<string, string[]>, sql: (table: string, columns: string) => string) =>
  Object.entries(tables)
    .map(([table, columns]) => sql(table, columns.map((name) => `'${name}'`).join(', ')))
    .join('\n')

const appendOnly = (table: string, refuse: string) => `
    drop trigger ${table}_append_only on ${table};
    create trigger ${table}_append_only before update or delete or truncate on ${table}
      for each statement execute function ${refuse}();`

const onlyMoved = (table: string, columns: string) => `
    drop trigger ${table}_only_moved on ${table};
    create trigger ${table}_only_moved before update on ${table}
      for each row execute function refuse_more_than_a_move(${columns});`

const facts = Object.keys({ ...words, ...wordsOfMoved, files: [] }).toSorted()
const triggers = (how: 'disable' | 'enable') =>
  facts.map((table) => `alter table ${table} ${how} trigger user;`).join('\n      ')
const setting = (value: string) => `perform set_config('upstander.erasure', ${value}, true);`

/** The function that erases stays as it is, but for how it opens the facts and closes them. */
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

export const up = (knex: Knex) =>
  knex.raw(`
    -- An erasure that was asked for and is neither cancelled nor done.
    create function is_erasing() returns boolean language sql stable as $$
      select exists (select from erasures where id = nullif(current_setting('upstander.erasure', true), '')::uuid
        and cancelled_at is null and done_at is null)
    $$;
    create function refuse_change_unless_erasing() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' and is_erasing() then return null; end if;
      raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
    end $$;
    create function refuse_more_than_words() returns trigger language plpgsql as $$
    begin
      if to_jsonb(new) - tg_argv <> to_jsonb(old) - tg_argv then
        raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
      end if;
      return new;
    end $$;
    ${each(
      words,
      (table, columns) => `${appendOnly(table, 'refuse_change_unless_erasing')}
    create trigger ${table}_only_words before update on ${table}
      for each row execute function refuse_more_than_words(${columns});`,
    )}

    create function refuse_change_unless_merging_or_erasing() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' and (coalesce(current_setting('upstander.merge', true), '') <> '' or is_erasing()) then
        return null;
      end if;
      raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
    end $$;
    create or replace function refuse_more_than_a_move() returns trigger language plpgsql as $$
    declare may constant text[] := case when is_erasing() then coalesce(tg_argv, '{}') else array['person_id', 'cycle', 'round'] end;
    begin
      if to_jsonb(new) - may <> to_jsonb(old) - may then
        raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
      end if;
      return new;
    end $$;
    ${each(
      wordsOfMoved,
      (table, columns) => appendOnly(table, 'refuse_change_unless_merging_or_erasing') + onlyMoved(table, columns),
    )}

    -- A file is emptied, and of megabytes nothing is written out to be compared.
    create function refuse_more_than_emptying() returns trigger language plpgsql as $$
    declare was files := old;
    begin
      was.bytes := '';
      if was is distinct from new then
        raise exception 'files is append-only' using errcode = 'restrict_violation';
      end if;
      return new;
    end $$;
    ${appendOnly('files', 'refuse_change_unless_erasing')}
    create trigger files_only_emptied before update on files for each row execute function refuse_more_than_emptying();

    -- Answers in a person's own words were handed in, too.
    create or replace function refuse_handed_in() returns trigger language plpgsql as $$
    begin
      if (select handed_in_at from attempts where id = coalesce(new.attempt_id, old.attempt_id)) is not null
          and not (tg_op = 'UPDATE' and is_erasing() and to_jsonb(new) - 'given' = to_jsonb(old) - 'given') then
        raise exception 'this attempt was handed in' using errcode = 'restrict_violation';
      end if;
      return coalesce(new, old);
    end $$;
    ${rewrite([
      [triggers('disable'), setting('erasure::text')],
      [triggers('enable'), setting(`''`)],
    ])}
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    ${rewrite([
      [setting('erasure::text'), triggers('disable')],
      [setting(`''`), triggers('enable')],
    ])}
    create or replace function refuse_handed_in() returns trigger language plpgsql as $$
    begin
      if (select handed_in_at from attempts where id = coalesce(new.attempt_id, old.attempt_id)) is not null then
        raise exception 'this attempt was handed in' using errcode = 'restrict_violation';
      end if;
      return coalesce(new, old);
    end $$;
    drop trigger files_only_emptied on files;
    ${appendOnly('files', 'refuse_change')}
    ${each(wordsOfMoved, (table) => appendOnly(table, 'refuse_change_unless_merging') + onlyMoved(table, ''))}
    create or replace function refuse_more_than_a_move() returns trigger language plpgsql as $$
    begin
      if to_jsonb(new) - array['person_id', 'cycle', 'round'] <> to_jsonb(old) - array['person_id', 'cycle', 'round'] then
        raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
      end if;
      return new;
    end $$;
    ${each(words, (table) => `drop trigger ${table}_only_words on ${table};${appendOnly(table, 'refuse_change')}`)}
    drop function refuse_change_unless_merging_or_erasing, refuse_more_than_emptying, refuse_more_than_words,
      refuse_change_unless_erasing, is_erasing;
  `)
