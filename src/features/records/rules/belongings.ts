/** What else of a person goes with them when two records become one: what they need, said, wrote and were asked. Pure. */
import { extraTimes } from '../../people/index.ts'
import type { Move, Movers, RecordFacts } from './moves.ts'
import type { RoundPlan } from './rounds.ts'

export const planBelongings = (kept: RecordFacts, merged: RecordFacts, rounds: RoundPlan, movers: Movers): Move[] => [
  ...planAdjustments(kept, merged, movers),
  ...planReadings(kept, merged, rounds, movers),
  ...planYearlyChecks(kept, merged, movers),
  ...merged.report_decision_ids.map((id) => movers.take('report decision', id)),
  ...without(merged.calendar_part_ids, kept.calendar_part_ids).map((id) => movers.take('calendar entry', id)),
  ...planJoinRequests(kept, merged, movers),
  ...without(merged.note_keys, kept.note_keys).map((key) => movers.take('note', key)),
  ...planPresences(kept, merged, movers),
  ...merged.views
    .filter((one) => !kept.views.some((other) => other.name.toLowerCase() === one.name.toLowerCase()))
    .map((one) => movers.take('saved view', one.id)),
]

const without = (all: string[], known: string[]) => all.filter((one) => !known.includes(one))

/** What either needs. */
function planAdjustments(kept: RecordFacts, merged: RecordFacts, { take, change }: Movers): Move[] {
  const [ours, theirs] = [kept.adjustments, merged.adjustments]
  if (!theirs) return []
  if (!ours) return [take('adjustments', '')]
  const more = {
    extra_time:
      extraTimes.indexOf(theirs.extra_time) > extraTimes.indexOf(ours.extra_time) ? theirs.extra_time : ours.extra_time,
    one_question_a_page: ours.one_question_a_page || theirs.one_question_a_page,
    large_print: ours.large_print || theirs.large_print,
  }
  return JSON.stringify(more) === JSON.stringify(ours) ? [] : [change('adjustments', '', { ...ours }, more)]
}

/** Having read what changed counts; being asked to does only where a course is still under way. */
function planReadings(kept: RecordFacts, merged: RecordFacts, rounds: RoundPlan, { take, change }: Movers): Move[] {
  return merged.readings.flatMap((one) => {
    const other = kept.readings.find((each) => each.course_version_id === one.course_version_id)
    if (!other)
      return one.done_at !== null || !one.is_required || rounds.isOpen(one.course_id)
        ? [take('change reading', one.course_version_id)]
        : []
    return one.done_at !== null && other.done_at === null
      ? [change('change reading', one.course_version_id, { done_at: null }, { done_at: one.done_at })]
      : []
  })
}

/** All that was asked and answered. A question that waits for an answer does not wait for one that the other record gave. */
function planYearlyChecks(kept: RecordFacts, merged: RecordFacts, { take, leave }: Movers): Move[] {
  const open = (facts: RecordFacts) => facts.yearly_checks.find((one) => one.is_open)
  const hasSaidYes = (facts: RecordFacts) => facts.yearly_checks.some((one) => one.is_fresh_yes)
  const [ours, theirs] = [open(kept), open(merged)]
  const answered = merged.yearly_checks.filter((one) => !one.is_open).map((one) => take('yearly check', one.id))
  if (ours && !theirs && hasSaidYes(merged)) return [leave('yearly check', ours.id), ...answered]
  const isTaken = theirs && !ours && !hasSaidYes(kept)
  return isTaken ? [...answered, take('yearly check', theirs.id)] : answered
}

function planJoinRequests(kept: RecordFacts, merged: RecordFacts, { take }: Movers): Move[] {
  const belongs = (organisationId: string) =>
    kept.memberships.some((one) => one.organisation_id === organisationId && one.is_current) ||
    kept.join_requests.some((one) => one.organisation_id === organisationId && one.is_open)
  return merged.join_requests
    .filter((one) => !one.is_open || !belongs(one.organisation_id))
    .map((one) => take('join request', one.id))
}

/** Being in a room becomes evidence when it ends: whoever is in it now goes on being there. */
function planPresences(kept: RecordFacts, merged: RecordFacts, { take }: Movers): Move[] {
  const isIn = (partId: string) => kept.presences.some((one) => one.part_id === partId && one.is_open)
  return merged.presences
    .filter((one) => !one.is_open || !isIn(one.part_id))
    .map((one) => take('room presence', one.id))
}
