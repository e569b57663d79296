/** What a member of an organisation still has to do, in a sentence for their lead: pure. */
import { daysBetween, wordsForDate, wordsForMoment } from '../../lib/time.ts'
import { certificateState } from '../certification/index.ts'
import type { MemberRow } from './queries/organisation.ts'

type Facts = Pick<MemberRow, 'courses' | 'certificates' | 'next_starts_at' | 'next_is_waiting'>

/** Null: nothing. Of several things the one that comes first. */
export function todoOf(member: Facts, today: string): string | null {
  const states = member.certificates.map((one) => ({ ...one, state: certificateState(one, today) }))
  const open = member.courses.find((course) => !course.is_complete)
  if (open && open.done < open.total) {
    const left = open.total - open.done
    return `${left} ${left === 1 ? 'module' : 'modules'} of “${open.course_title}” to do`
  }
  if (open && member.next_starts_at === null) return `A place at a live session of “${open.course_title}” to book`
  if (open && member.next_is_waiting)
    return `Waits for a place at the live session on ${wordsForMoment(member.next_starts_at!)}`
  if (open) return `The live session on ${wordsForMoment(member.next_starts_at!)} to come to`
  const expiring = states.find((one) => one.state === 'expiring')
  if (expiring) {
    const days = daysBetween(today, expiring.valid_to)
    return `Certificate to renew by ${wordsForDate(expiring.valid_to)}${days <= 30 ? `, in ${days} days` : ''}`
  }
  const lapsed = states.find((one) => one.state === 'in grace')
  if (lapsed) return `Certificate to renew: it ended on ${wordsForDate(lapsed.valid_to)}`
  return member.courses.length === 0 && member.certificates.length === 0 ? 'The training to begin' : null
}
