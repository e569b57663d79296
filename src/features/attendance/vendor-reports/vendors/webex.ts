/** Webex: one table in which every row names its meeting. */
import type { Block } from '../blocks.ts'
import type { Notes, RawMeeting } from '../raw.ts'
import { entriesOf } from '../raw.ts'
import type { Format } from '../report.ts'
import { meetingsByRow, addToMeeting } from './by-row.ts'

export const recognises = ({ keys, columns }: Block): boolean =>
  keys.some((key) => /^(attendeeemail|attendanceduration|meetingnumber|emaildoconvidado)$/.test(key)) ||
  (columns.has('title') && columns.has('meeting_id') && columns.has('joined'))

export const formatOf = (): Format => 'webex-attendees'

export const readMeetings = (blocks: Block[], notes: Notes): RawMeeting[] => {
  const meetings: RawMeeting[] = []
  for (const block of blocks)
    if (block.columns.has('title') || block.columns.has('start')) meetings.push(...meetingsByRow(block, notes))
    else addToMeeting(meetings, block, entriesOf(block, 'join', notes))
  return meetings
}
