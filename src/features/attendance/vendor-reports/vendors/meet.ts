/** Google Meet: its own attendance report, and the file of the common browser extension. */
import type { Block, Blocks } from '../blocks.ts'
import type { Notes, RawMeeting } from '../raw.ts'
import { entriesOf } from '../raw.ts'
import type { Format } from '../report.ts'
import { addToMeeting } from './by-row.ts'

export const recognises = ({ keys, columns }: Block): boolean =>
  keys.some((key) => /^(timejoined|timeexited|timeincall|firstseen|firstseenat|lastseen)$/.test(key)) ||
  (columns.has('first_name') && (columns.has('last_name') || columns.has('name'))) ||
  (columns.has('last_name') && columns.has('name'))

export const formatOf = ({ blocks }: Blocks): Format =>
  blocks.some(({ keys }) => keys.some((key) => /^(timeincall|firstseen|firstseenat|lastseen)$/.test(key)))
    ? 'meet-extension'
    : 'meet-report'

export const readMeetings = (blocks: Block[], notes: Notes): RawMeeting[] => {
  const meetings: RawMeeting[] = []
  // One line a person, whatever came and went between.
  for (const block of blocks) addToMeeting(meetings, block, entriesOf(block, 'span', notes))
  return meetings
}
