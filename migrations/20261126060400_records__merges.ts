/** Two records of one person made one: what was moved, row by row, so that it can be moved back. */
import type { Knex } from 'knex'

const facts = ['evidence', 'module_completions', 'completions', 'certificates']

export const up = (knex: Knex) =>
  knex.raw(`
    create table person_merges (
      id uuid primary key,
      kept_id uuid not null references people,
      merged_id uuid not null references people,
      -- Whether the merge closed the account of the other record: then undoing opens it again.
      has_closed boolean not null,
      made_at timestamptz not null,
      made_by uuid references people,
      undone_at timestamptz,
      undone_by uuid references people,
      check (kept_id <> merged_id),
      check (undone_at is not null or undone_by is null)
    );
    create unique index person_merges_open on person_merges (merged_id) where undone_at is null;
    create index person_merges_kept on person_merges (kept_id);
    create index person_merges_merged on person_merges (merged_id);
    create index person_merges_made_by on person_merges (made_by);
    create index person_merges_undone_by on person_merges (undone_by);

    create table person_merge_rows (
      merge_id uuid not null references person_merges,
      step int not null,
      kind text not null check (kind in ('membership', 'enrolment', 'attempt', 'booking', 'evidence', 'module completion',
        'completion', 'certificate')),
      row_key text not null,
      from_id uuid not null references people,
      to_id uuid not null references people,
      -- What else of the row changed with it: a number, a cycle, days.
      before jsonb not null,
      after jsonb not null,
      primary key (merge_id, step)
    );
    create index person_merge_rows_from on person_merge_rows (from_id);
    create index person_merge_rows_to on person_merge_rows (to_id);

    -- Facts are append-only. A merge alone may say whose they are, and in which cycle a certificate stands; nothing else.
    create function refuse_change_unless_merging() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' and coalesce(current_setting('upstander.merge', true), '') <> '' then return null; end if;
      raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
    end $$;
    create function refuse_more_than_a_move() returns trigger language plpgsql as $$
    begin
      if to_jsonb(new) - array['person_id', 'cycle'] <> to_jsonb(old) - array['person_id', 'cycle'] then
        raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
      end if;
      return new;
    end $$;
    ${facts
      .map(
        (table) => `
    drop trigger ${table}_append_only on ${table};
    create trigger ${table}_append_only before update or delete or truncate on ${table}
      for each statement execute function refuse_change_unless_merging();
    create trigger ${table}_only_moved before update on ${table} for each row execute function refuse_more_than_a_move();`,
      )
      .join('\n')}

    -- The only way to move a row: within an open merge, between its two people, from the one who has it now.
    create function move_in_merge(merge uuid, what text, row_key text, holder uuid, goes_to uuid, change jsonb)
      returns boolean language plpgsql as $$
    declare moved int;
    begin
      if not exists (select from person_merges m where m.id = merge and m.undone_at is null
          and holder in (m.kept_id, m.merged_id) and goes_to in (m.kept_id, m.merged_id)) then
        raise exception 'no such merge is open' using errcode = 'restrict_violation';
      end if;
      perform set_config('upstander.merge', merge::text, true);
      case what
        when 'membership' then update memberships m set person_id = goes_to,
            starts_on = coalesce((change->>'starts_on')::date, m.starts_on),
            ends_on = case when jsonb_exists(change, 'ends_on') then (change->>'ends_on')::date else m.ends_on end
          where m.id = row_key::uuid and m.person_id = holder;
        when 'enrolment' then update enrolments e set person_id = goes_to,
            course_version_id = coalesce((change->>'course_version_id')::uuid, e.course_version_id)
          where e.id = row_key::uuid and e.person_id = holder;
        when 'attempt' then update attempts a set person_id = goes_to,
            number = coalesce((change->>'number')::int, a.number)
          where a.id = row_key::uuid and a.person_id = holder;
        when 'booking' then update bookings b set person_id = goes_to,
            booked_at = case when jsonb_exists(change, 'booked_at') then (change->>'booked_at')::timestamptz else b.booked_at end
          where b.id = row_key::uuid and b.person_id = holder;
        when 'evidence' then update evidence e set person_id = goes_to
          where e.id = row_key::bigint and e.person_id = holder;
        when 'module completion' then update module_completions c set person_id = goes_to
          where c.module_id = row_key::uuid and c.person_id = holder;
        when 'completion' then update completions c set person_id = goes_to
          where c.id = row_key::uuid and c.person_id = holder;
        when 'certificate' then update certificates c set person_id = goes_to,
            cycle = coalesce((change->>'cycle')::int, c.cycle)
          where c.id = row_key::uuid and c.person_id = holder;
      end case;
      get diagnostics moved = row_count;
      perform set_config('upstander.merge', '', true);
      return moved = 1;
    end $$;
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop function move_in_merge;
    ${facts
      .map(
        (table) => `
    drop trigger ${table}_only_moved on ${table};
    drop trigger ${table}_append_only on ${table};
    create trigger ${table}_append_only before update or delete or truncate on ${table}
      for each statement execute function refuse_change();`,
      )
      .join('\n')}
    drop function refuse_change_unless_merging, refuse_more_than_a_move;
    drop table person_merge_rows, person_merges;
  `)
