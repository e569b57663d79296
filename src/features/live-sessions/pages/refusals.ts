/** Where on the scheduling form a refusal stands, and in which words: pure. */
import type { FieldError } from '../../../platform/http/form.ts'
import type { EditResult, LiveSessionInput, ScheduleResult } from '../commands/live-sessions.ts'
import type { PartInput } from '../commands/parts.ts'
import { prefixOf } from '../forms/parts.ts'
import { breaksFit, mostParts } from '../rules.ts'

export type Refusal = Exclude<
  (ScheduleResult | EditResult)['result'],
  'scheduled' | 'saved' | 'cancelled' | 'over' | 'below-taken' | 'overlaps'
>

/** The parts are in the order of the form, so that each error stands at its own part. */
export function refusedField(refusal: Refusal, { parts }: LiveSessionInput, now: Date): FieldError {
  const at = (name: string, isWrong: (part: PartInput, index: number) => boolean): string =>
    `${prefixOf(Math.max(parts.findIndex(isWrong), 0) + 1)}${name}`
  const sharesTime = (part: PartInput, index: number) =>
    parts.slice(0, index).some((other) => other.starts_at < part.ends_at && part.starts_at < other.ends_at)
  const isAgain = (part: PartInput, index: number) =>
    part.live_part_id !== null && parts.findIndex((one) => one.live_part_id === part.live_part_id) < index
  switch (refusal) {
    case 'past':
      return { field: at('day-day', (part) => part.starts_at <= now), text: 'Enter a day and time in the future' }
    case 'begun':
      return { field: 'time', text: 'This part has begun, so its time and place can no longer change' }
    case 'part-taken':
      return {
        field: 'live_part_id',
        text: 'People have booked, so what the session delivers can no longer change',
      }
    case 'part-used':
      return { field: 'title', text: 'Something is recorded for the part you removed, so it has to stay' }
    case 'too-many-parts':
      return { field: 'title', text: `A session can have ${mostParts} parts at most` }
    case 'keeps-too-much':
      return { field: 'capacity', text: 'More places are kept than there are. Enter more places, or do not keep them' }
    case 'no-such-part':
      return { field: 'live_part_id', text: 'Select what the session delivers' }
    case 'part-twice':
      return {
        field: at('live_part_id', isAgain),
        text: 'Another part delivers this already. Select what this part delivers',
      }
    case 'other-course':
      return { field: at('live_part_id', (_, index) => index > 0), text: 'Select parts of one course' }
    case 'parts-overlap':
      return { field: at('time', sharesTime), text: 'This part overlaps another part. Enter another day or time' }
    case 'bad-breaks':
      return {
        field: at('breaks', (part) => !breaksFit(part)),
        text: 'Breaks must be within the part, one after the other',
      }
    case 'not-a-trainer':
      return { field: 'trainer_ids', text: 'Select trainers from the list' }
  }
}
