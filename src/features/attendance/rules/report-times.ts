/** Wall time of a report, which is London's, as moments: pure. */
import { wallToInstant } from '../../../lib/time.ts'
import type { Join } from '../vendor-reports/index.ts'
import type { Stretch } from './minutes.ts'

/** Null also for a time that the clocks jumped over; of one that came twice, the earlier. */
export function momentOf(wall: string | null): Date | null {
  if (wall === null) return null
  const found = wallToInstant({ date: wall.slice(0, 10), time: wall.slice(11, 16) }, 'earlier')
  return found.kind === 'ok' ? new Date(found.at.getTime() + Number(wall.slice(17, 19)) * 1000) : null
}

/** A stay whose end is not known is none that could be measured. */
export const stretchesOf = (joins: Join[]): Stretch[] =>
  joins.flatMap((join) => {
    const [from_at, to_at] = [momentOf(join.in), momentOf(join.out)]
    return from_at && to_at && from_at <= to_at ? [{ from_at, to_at }] : []
  })
