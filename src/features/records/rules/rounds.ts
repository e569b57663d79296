/** The rounds of two records of one person as the rounds of one: which is which, and what moves for it. Pure. */
import type { Move, Movers, RecordFacts, RoundFacts } from './moves.ts'

/** Rounds of both records that are one and the same in the merged person. */
interface Group {
  course_id: string
  number: number
  ours: RoundFacts | null
  theirs: RoundFacts | null
  begins_at: Date
  ended_at: Date | null
}

export interface RoundPlan {
  moves: Move[]
  /** Of a course: since when what is done counts for the merged person; null: all. */
  since: (courseId: string | null) => Date | null
  /** Of a course: whether something is still missing. */
  isOpen: (courseId: string) => boolean
}

/**
 * In the order in which they began. Two that are complete stay two. What is not complete joins the one before, unless that
 * was over by then, can be renewed now, and something was done: then it is the renewal.
 */
export function planRounds(kept: RecordFacts, merged: RecordFacts, movers: Movers): RoundPlan {
  const courses = [...new Set([...kept.rounds, ...merged.rounds].map((one) => one.course_id))]
  const groups = new Map(courses.map((course) => [course, groupsOf(course, kept, merged)]))
  const last = (courseId: string | null) => (courseId === null ? undefined : groups.get(courseId)?.at(-1))
  return {
    moves: [...groups.values()].flatMap((all) => [
      ...movesOfEnrolments(all, movers),
      ...movesOfModules(all, kept, merged, movers),
      ...movesOfCompletions(all, kept, merged, movers),
    ]),
    since: (courseId) => {
      const group = last(courseId)
      return group && group.number > 1 ? group.begins_at : null
    },
    isOpen: (courseId) => (last(courseId)?.ended_at ?? null) === null,
  }
}

function groupsOf(courseId: string, kept: RecordFacts, merged: RecordFacts): Group[] {
  const all = [kept, merged]
    .flatMap((record) =>
      record.rounds
        .filter((one) => one.course_id === courseId)
        .map((round) => ({ record, round, isOurs: record === kept })),
    )
    .toSorted((a, b) => Number(a.round.begins_at) - Number(b.round.begins_at) || a.round.round - b.round.round)
  const groups: Group[] = []
  for (const { round, isOurs } of all) {
    const group = groups.at(-1)
    if (group && joins(group, round, isOurs, kept, merged)) {
      group[isOurs ? 'ours' : 'theirs'] = round
      group.ended_at ??= round.ended_at
    } else
      groups.push({
        course_id: courseId,
        number: groups.length + 1,
        ours: isOurs ? round : null,
        theirs: isOurs ? null : round,
        begins_at: round.begins_at,
        ended_at: round.ended_at,
      })
  }
  return groups
}

function joins(group: Group, round: RoundFacts, isOurs: boolean, kept: RecordFacts, merged: RecordFacts): boolean {
  const known = isOurs ? group.theirs : group.ours
  if (!known || (isOurs ? group.ours : group.theirs)) return false
  if (known.has_completion && round.has_completion) return false
  if (round.has_completion || group.ended_at === null || round.begins_at < group.ended_at) return true
  const certificates = (isOurs ? merged : kept).certificates.filter((one) => one.programme_id === round.programme_id)
  return !(round.steps_done > 0 && latestOf(certificates)?.can_renew)
}

export const latestOf = (certificates: RecordFacts['certificates']) =>
  certificates.toSorted((a, b) => b.cycle - a.cycle || b.reissue - a.reissue)[0]

const worth = (one: RoundFacts) => Number(one.ended_at !== null) * 10_000 + one.steps_done

/** Numbers go up, so the highest goes first. */
function movesOfEnrolments(groups: Group[], { take, change }: Movers): Move[] {
  const own = groups.toReversed().flatMap((group) => {
    const { ours, theirs } = group
    if (!ours?.enrolment_id) return []
    const isTheirsBetter = theirs?.enrolment_id && worth(theirs) > worth(ours)
    const before = { round: ours.round, course_version_id: ours.course_version_id, enrolled_at: ours.enrolled_at }
    const after = {
      round: group.number,
      course_version_id: isTheirsBetter ? theirs.course_version_id : ours.course_version_id,
      enrolled_at: enrolledAt(group, ours),
    }
    return isSame(before, after) ? [] : [change('enrolment', ours.enrolment_id, before, after)]
  })
  const brought = groups.flatMap((group) => {
    const { ours, theirs } = group
    if (!theirs?.enrolment_id || ours?.enrolment_id) return []
    const before = { round: theirs.round, enrolled_at: theirs.enrolled_at }
    const after = { round: group.number, enrolled_at: enrolledAt(group, theirs) }
    return [take('enrolment', theirs.enrolment_id, before, after)]
  })
  return [...own, ...brought]
}

/** From the second round on the beginning says what counts, so it must not lie after what counted. */
const enrolledAt = (group: Group, round: RoundFacts): string =>
  group.number > 1 && Number(new Date(round.enrolled_at!)) > Number(group.begins_at)
    ? group.begins_at.toISOString()
    : round.enrolled_at!

const isSame = (one: object, other: object) => JSON.stringify(one) === JSON.stringify(other)

/** A module counts in the round of its record, or in a later one that had begun by the time it was done. */
function movesOfModules(groups: Group[], kept: RecordFacts, merged: RecordFacts, { take, change }: Movers): Move[] {
  const target = (one: RecordFacts['modules'][number], side: 'ours' | 'theirs') => {
    const natural = groups.find((group) => group[side]?.round === one.round)
    return groups.findLast((group) => group === natural || group.begins_at <= one.done_at)!.number
  }
  const of = (facts: RecordFacts, side: 'ours' | 'theirs') =>
    facts.modules
      .filter((one) => one.course_id === groups[0]!.course_id)
      .map((one) => ({ ...one, goes_to: target(one, side) }))
  const taken = new Set<string>()
  const own = of(kept, 'ours')
  for (const one of own) taken.add(`${one.module_id} ${one.round}`)
  const moves: Move[] = []
  for (const one of own.toSorted((a, b) => b.goes_to - a.goes_to || b.round - a.round)) {
    if (one.goes_to === one.round || taken.has(`${one.module_id} ${one.goes_to}`)) continue
    taken.delete(`${one.module_id} ${one.round}`)
    taken.add(`${one.module_id} ${one.goes_to}`)
    moves.push(change('module completion', one.module_id, { round: one.round }, { round: one.goes_to }))
  }
  for (const one of of(merged, 'theirs').toSorted((a, b) => a.round - b.round)) {
    if (taken.has(`${one.module_id} ${one.goes_to}`)) continue
    taken.add(`${one.module_id} ${one.goes_to}`)
    moves.push(take('module completion', one.module_id, { round: one.round }, { round: one.goes_to }))
  }
  return moves
}

/** With what corrected them. No two of one round, because two that are complete stay two. */
function movesOfCompletions(groups: Group[], kept: RecordFacts, merged: RecordFacts, { take, change }: Movers): Move[] {
  const of = (facts: RecordFacts, side: 'ours' | 'theirs') =>
    facts.completions
      .filter((one) => one.course_id === groups[0]!.course_id)
      .map((one) => ({ ...one, goes_to: groups.find((group) => group[side]?.round === one.round)!.number }))
  return [
    ...of(kept, 'ours')
      .filter((one) => one.goes_to !== one.round)
      .toSorted((a, b) => b.goes_to - a.goes_to)
      .map((one) => change('completion', one.id, { round: one.round }, { round: one.goes_to })),
    ...of(merged, 'theirs').map((one) => take('completion', one.id, { round: one.round }, { round: one.goes_to })),
  ]
}
