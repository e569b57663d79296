/** What moves when two records of one person become one, so that the strongest of each counts: pure. */

import { planBelongings } from './belongings.ts'
import type { Move, Movers, RecordFacts } from './moves.ts'
import { moversBetween } from './moves.ts'
import type { RoundPlan } from './rounds.ts'
import { latestOf, planRounds } from './rounds.ts'

export interface MergePlan {
  moves: Move[]
  /** Places at sessions to come that both had: the weaker one is given up, by its id. */
  given_up: string[]
}

/** `kept` goes on; what `merged` has is added to it. Where only one can count, the weaker stays with the other record. */
export function planMerge(kept: RecordFacts, merged: RecordFacts): MergePlan {
  const movers = moversBetween(kept.person_id, merged.person_id)
  const places = planBookings(kept, merged, movers)
  const rounds = planRounds(kept, merged, movers)
  return {
    moves: [
      ...planMemberships(kept, merged, movers),
      ...rounds.moves,
      ...planAttempts(kept, merged, rounds, movers),
      ...places.moves,
      ...planMarks(kept, merged, movers),
      ...merged.other_evidence_ids.map((id) => movers.take('evidence', id)),
      ...planCertificates(kept, merged, movers),
      ...planBelongings(kept, merged, rounds, movers),
    ],
    given_up: places.given_up,
  }
}

const endless = '9999-12-31'
const touches = (one: { starts_on: string; ends_on: string | null }, other: typeof one) =>
  one.starts_on < (other.ends_on ?? endless) && other.starts_on < (one.ends_on ?? endless)

/** Times at one organisation that overlap become one time; a knot of more than two stays as it is. */
function planMemberships(kept: RecordFacts, merged: RecordFacts, { take, change }: Movers): Move[] {
  const changed = new Set<string>()
  return merged.memberships.flatMap((one) => {
    const same = kept.memberships.filter((other) => other.organisation_id === one.organisation_id)
    const overlapping = same.filter((other) => touches(one, other))
    if (overlapping.length === 0) return [take('membership', one.id)]
    const [other] = overlapping
    if (!other || overlapping.length > 1 || changed.has(other.id)) return []
    const union = {
      starts_on: one.starts_on < other.starts_on ? one.starts_on : other.starts_on,
      ends_on:
        one.ends_on === null || other.ends_on === null
          ? null
          : one.ends_on > other.ends_on
            ? one.ends_on
            : other.ends_on,
    }
    const isSame = union.starts_on === other.starts_on && union.ends_on === other.ends_on
    if (isSame || same.some((third) => third !== other && touches(third, union))) return []
    changed.add(other.id)
    return [change('membership', other.id, { starts_on: other.starts_on, ends_on: other.ends_on }, union)]
  })
}

/** What the rules of a quiz say of these tries. */
const isPassed = (attempts: RecordFacts['attempts']) =>
  attempts[0]?.counts === 'last'
    ? (attempts.filter((one) => !one.is_open).toSorted((a, b) => b.number - a.number)[0]?.is_passed ?? false)
    : attempts.some((one) => one.is_passed)

/**
 * Of the tries in the round that counts a pass counts; where neither passed, those of the record that tried less often, so
 * that nobody loses tries by having two records. Nothing is counted twice. Tries of earlier rounds are history: all of them.
 */
function planAttempts(kept: RecordFacts, merged: RecordFacts, rounds: RoundPlan, movers: Movers): Move[] {
  const quizzes = [...new Set(merged.attempts.map((one) => one.quiz_version_id))]
  return quizzes.flatMap((quiz) => {
    const of = (facts: RecordFacts) => facts.attempts.filter((one) => one.quiz_version_id === quiz)
    const [allOurs, allTheirs] = [of(kept), of(merged)]
    const since = rounds.since(allTheirs[0]!.course_id)
    const counts = (one: RecordFacts['attempts'][number]) => since === null || one.started_at >= since
    const [ours, theirs] = [allOurs.filter(counts), allTheirs.filter(counts)]
    const areOursKept =
      ours.length > 0 && (isPassed(ours) || (!isPassed(theirs) && ours.length <= theirs.length)) && theirs.length > 0
    // Of two open attempts each stays where it is.
    const areBothOpen = [allOurs, allTheirs].every((attempts) => attempts.some((one) => one.is_open))
    const stays = (one: { is_open: boolean }) => one.is_open && areBothOpen
    const leaving = areOursKept || theirs.length === 0 ? [] : ours.filter((one) => !stays(one))
    const coming = allTheirs.filter((one) => !stays(one) && !(areOursKept && counts(one)))
    // Numbers are a person's own: where both sides have some, those that move get new ones.
    let number = Math.max(0, ...[...allOurs, ...allTheirs].map((one) => one.number))
    const left = leaving.map((one) => movers.leave('attempt', one.id, { number: one.number }, { number: ++number }))
    const isAlone = leaving.length === allOurs.length
    return [
      ...left,
      ...coming.map((one) =>
        movers.take('attempt', one.id, { number: one.number }, { number: isAlone ? one.number : ++number }),
      ),
    ]
  })
}

function planBookings(kept: RecordFacts, merged: RecordFacts, { take, change }: Movers) {
  const moves: Move[] = []
  const givenUp: string[] = []
  for (const one of merged.bookings) {
    const other = kept.bookings.find((each) => each.live_session_id === one.live_session_id)
    if (!other) moves.push(take('booking', one.id))
    else if (one.is_over) {
      // A place that was had counts more than one that was waited for.
      if (one.booked_at !== null && other.booked_at === null)
        moves.push(change('booking', other.id, { booked_at: null }, { booked_at: one.booked_at }))
    } else if (one.booked_at !== null && other.booked_at === null) {
      givenUp.push(other.id)
      moves.push(take('booking', one.id))
    } else givenUp.push(one.id)
  }
  return { moves, given_up: givenUp }
}

/** Of two marks of one part the better one, as the courses ask for it. */
function planMarks(kept: RecordFacts, merged: RecordFacts, { take, leave }: Movers): Move[] {
  return merged.marks.flatMap((one) => {
    const other = kept.marks.find((each) => each.part_id === one.part_id)
    const taken = one.evidence_ids.map((id) => take('evidence', id))
    if (!other) return taken
    const isBetter = one.meets === other.meets ? one.percent > other.percent : one.meets
    return isBetter ? [...other.evidence_ids.map((id) => leave('evidence', id)), ...taken] : []
  })
}

/** All of both; the last cycle is the one that counts, so the record whose certificate is worth most comes last. */
function planCertificates(kept: RecordFacts, merged: RecordFacts, { take, change }: Movers): Move[] {
  const programmes = [...new Set(merged.certificates.map((one) => one.programme_id))]
  return programmes.flatMap((programme) => {
    const of = (facts: RecordFacts) => facts.certificates.filter((one) => one.programme_id === programme)
    const [ours, theirs] = [of(kept), of(merged)]
    const last = (all: typeof ours) => Math.max(0, ...all.map((one) => one.cycle))
    const after = (one: { cycle: number }, shift: number) =>
      [{ cycle: one.cycle }, { cycle: one.cycle + shift }] as const
    if (ours.length === 0) return theirs.map((one) => take('certificate', one.id))
    const isTheirsWorthMore = worthOf(theirs) > worthOf(ours)
    return isTheirsWorthMore
      ? theirs.map((one) => take('certificate', one.id, ...after(one, last(ours))))
      : [
          // The last first, so that no two of one record have the same cycle on the way.
          ...ours
            .toSorted((a, b) => b.cycle - a.cycle)
            .map((one) => change('certificate', one.id, ...after(one, last(theirs)))),
          ...theirs.map((one) => take('certificate', one.id)),
        ]
  })
}

/** What the latest certificate of a record is worth: good before not good, then by its last valid day. */
function worthOf(certificates: RecordFacts['certificates']): string {
  const latest = latestOf(certificates)
  return latest ? `${Number(latest.is_good)} ${latest.valid_to}` : ''
}

/** The same moves backwards: what was done last is undone first. */
export const undoing = (moves: Move[]): Move[] =>
  moves.toReversed().map(({ kind, row_key, from_id, to_id, before, after }) => ({
    ...{ kind, row_key, from_id: to_id, to_id: from_id, before: after, after: before },
  }))
