/** Zoom: participants with or without the lines about the meeting, webinars, unique users. */
import type { Block, Blocks } from '../blocks.ts'
import { isOfZoom } from '../headings.ts'
import type { Notes, RawMeeting } from '../raw.ts'
import { entriesOf } from '../raw.ts'
import type { Format } from '../report.ts'
import { meetingsByRow, addToMeeting } from './by-row.ts'

export const recognises = ({ keys, columns }: Block): boolean =>
  columns.has('attended') || columns.has('waiting') || columns.has('guest') || keys.some((key) => isOfZoom(key))

export function formatOf({ blocks }: Blocks): Format {
  if (blocks.some(({ columns }) => columns.has('attended'))) return 'zoom-webinar'
  if (blocks.every(({ columns }) => !columns.has('joined'))) return 'zoom-unique-users'
  const isOfMeeting = ({ summary, columns }: Block) =>
    summary.title !== null || summary.start !== null || columns.has('title')
  return blocks.some(isOfMeeting) ? 'zoom-meeting' : 'zoom-participants'
}

export function readMeetings(blocks: Block[], notes: Notes): RawMeeting[] {
  const meetings: RawMeeting[] = []
  for (const block of blocks) {
    if (block.columns.has('title')) meetings.push(...meetingsByRow(block, notes))
    else addToMeeting(meetings, block, entriesOf(block, 'join', notes))
  }
  return meetings
}
