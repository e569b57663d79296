/** A merge knows rounds of a course, and moves what came since it was made: adjustments, yearly checks, decisions on reports and more. */
import type { Knex } from 'knex'

const kindsBefore = [
  'membership',
  'enrolment',
  'attempt',
  'booking',
  'evidence',
  'module completion',
  'completion',
  'certificate',
]
const kinds = [
  ...kindsBefore,
  'adjustments',
  'change reading',
  'yearly check',
  'report decision',
  'calendar entry',
  'join request',
  'note',
  'room presence',
  'saved view',
]

const checkOf = (names: string[]) => `alter table person_merge_rows drop constraint person_merge_rows_kind_check,
  add constraint person_merge_rows_kind_check check (kind in (${names.map((name) => `'${name}'`).join(', ')}))`

/** What of a fact may change within a merge. */
const movedOnly = (columns: string[]) => `
    create or replace function refuse_more_than_a_move() returns trigger language plpgsql as $$
    begin
      if to_jsonb(new) - array[${columns.map((name) => `'${name}'`).join(', ')}]
          <> to_jsonb(old) - array[${columns.map((name) => `'${name}'`).join(', ')}] then
        raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
      end if;
      return new;
    end $$;`

/** The arms that the first version of the function had, with what they needed then. */
const arms = {
  membership: `update memberships m set person_id = goes_to,
            starts_on = coalesce((change->>'starts_on')::date, m.starts_on),
            ends_on = case when jsonb_exists(change, 'ends_on') then (change->>'ends_on')::date else m.ends_on end
          where m.id = row_key::uuid and m.person_id = holder`,
  enrolment: `update enrolments e set person_id = goes_to,
            course_version_id = coalesce((change->>'course_version_id')::uuid, e.course_version_id)
          where e.id = row_key::uuid and e.person_id = holder`,
  attempt: `update attempts a set person_id = goes_to,
            number = coalesce((change->>'number')::int, a.number)
          where a.id = row_key::uuid and a.person_id = holder`,
  booking: `update bookings b set person_id = goes_to,
            booked_at = case when jsonb_exists(change, 'booked_at') then (change->>'booked_at')::timestamptz else b.booked_at end
          where b.id = row_key::uuid and b.person_id = holder`,
  evidence: `update evidence e set person_id = goes_to
          where e.id = row_key::bigint and e.person_id = holder`,
  'module completion': `update module_completions c set person_id = goes_to
          where c.module_id = row_key::uuid and c.person_id = holder`,
  completion: `update completions c set person_id = goes_to
          where c.id = row_key::uuid and c.person_id = holder`,
  certificate: `update certificates c set person_id = goes_to,
            cycle = coalesce((change->>'cycle')::int, c.cycle)
          where c.id = row_key::uuid and c.person_id = holder`,
}

const armsNow = {
  ...arms,
  enrolment: `update enrolments e set person_id = goes_to,
            course_version_id = coalesce((change->>'course_version_id')::uuid, e.course_version_id),
            round = coalesce((change->>'round')::int, e.round),
            enrolled_at = coalesce((change->>'enrolled_at')::timestamptz, e.enrolled_at)
          where e.id = row_key::uuid and e.person_id = holder`,
  'module completion': `update module_completions c set person_id = goes_to,
            round = coalesce((change->>'round')::int, c.round)
          where c.module_id = row_key::uuid and c.person_id = holder and c.round = coalesce((was->>'round')::int, c.round)`,
  completion: `update completions c set person_id = goes_to,
            round = coalesce((change->>'round')::int, c.round)
          where c.id = row_key::uuid and c.person_id = holder`,
  adjustments: `update adjustments a set person_id = goes_to,
            extra_time = coalesce(change->>'extra_time', a.extra_time),
            one_question_a_page = coalesce((change->>'one_question_a_page')::boolean, a.one_question_a_page),
            large_print = coalesce((change->>'large_print')::boolean, a.large_print)
          where a.person_id = holder`,
  'change reading': `update change_readings r set person_id = goes_to,
            done_at = case when jsonb_exists(change, 'done_at') then (change->>'done_at')::timestamptz else r.done_at end
          where r.course_version_id = row_key::uuid and r.person_id = holder`,
  'yearly check': `update yearly_checks k set person_id = goes_to
          where k.id = row_key::uuid and k.person_id = holder`,
  'report decision': `update vendor_report_decisions d set person_id = goes_to
          where d.id = row_key::bigint and d.person_id = holder`,
  'calendar entry': `update calendar_entries c set person_id = goes_to
          where c.live_session_part_id = row_key::uuid and c.person_id = holder`,
  'join request': `update join_requests j set person_id = goes_to
          where j.id = row_key::uuid and j.person_id = holder`,
  note: `update module_notes n set person_id = goes_to
          where n.course_id = (row_key::jsonb->>0)::uuid and n.module_key = row_key::jsonb->>1
            and n.block_id = row_key::jsonb->>2 and n.person_id = holder`,
  'room presence': `update room_presences p set person_id = goes_to
          where p.id = row_key::bigint and p.person_id = holder`,
  'saved view': `update roster_views v set owner_id = goes_to
          where v.id = row_key::uuid and v.owner_id = holder`,
}

/** `was` tells apart rows that the key alone does not: what `change` puts in its place is known before and after. */
const mover = (parameters: string, moves: Record<string, string>) => `
    create function move_in_merge(merge uuid, what text, row_key text, holder uuid, goes_to uuid, ${parameters})
      returns boolean language plpgsql as $$
    declare moved int;
    begin
      if not exists (select from person_merges m where m.id = merge and m.undone_at is null
          and holder in (m.kept_id, m.merged_id) and goes_to in (m.kept_id, m.merged_id)) then
        raise exception 'no such merge is open' using errcode = 'restrict_violation';
      end if;
      perform set_config('upstander.merge', merge::text, true);
      case what
        ${Object.entries(moves)
          .map(([kind, sql]) => `when '${kind}' then ${sql};`)
          .join('\n        ')}
      end case;
      get diagnostics moved = row_count;
      perform set_config('upstander.merge', '', true);
      return moved = 1;
    end $$;`

export const up = (knex: Knex) =>
  knex.raw(`
    ${checkOf(kinds)};
    ${movedOnly(['person_id', 'cycle', 'round'])}
    drop trigger vendor_report_decisions_append_only on vendor_report_decisions;
    create trigger vendor_report_decisions_append_only before update or delete or truncate on vendor_report_decisions
      for each statement execute function refuse_change_unless_merging();
    create trigger vendor_report_decisions_only_moved before update on vendor_report_decisions
      for each row execute function refuse_more_than_a_move();
    drop function move_in_merge;
    ${mover('was jsonb, change jsonb', armsNow)}
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop function move_in_merge;
    ${mover('change jsonb', arms)}
    drop trigger vendor_report_decisions_only_moved on vendor_report_decisions;
    drop trigger vendor_report_decisions_append_only on vendor_report_decisions;
    create trigger vendor_report_decisions_append_only before update or delete or truncate on vendor_report_decisions
      for each statement execute function refuse_change();
    ${movedOnly(['person_id', 'cycle'])}
    ${checkOf(kindsBefore)};
  `)
