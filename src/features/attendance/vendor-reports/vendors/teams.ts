/** Microsoft Teams: the event log, the single table, and reports of three or four numbered sections. */
import type { Block, Blocks } from '../blocks.ts'
import type { Notes, RawMeeting } from '../raw.ts'
import { entriesOf, eventsOf, newMeeting } from '../raw.ts'
import type { Format } from '../report.ts'

export function formatOf({ blocks, sections }: Blocks): Format {
  if (blocks[0]!.kind === 'events') return 'teams-event-log'
  if (sections.includes(4)) return 'teams-four-sections'
  return blocks.length > 1 || sections.length > 0 || isSpan(blocks[0]!) ? 'teams-three-sections' : 'teams-single-table'
}

export function readMeetings(blocks: Block[], notes: Notes): RawMeeting[] {
  const meetings: RawMeeting[] = []
  for (const block of blocks) {
    let meeting = meetings.at(-1)
    if (!meeting || block.has_own_summary || (meeting.events.length > 0 && block.kind === 'people')) {
      meeting = newMeeting(block.summary)
      meetings.push(meeting)
    }
    if (block.kind === 'events') meeting.events = meeting.events.concat(eventsOf(block, notes))
    else meeting.entries = meeting.entries.concat(entriesOf(block, isSpan(block) ? 'span' : 'join', notes))
  }
  return meetings
}

/** First join and last leave, with what lies between them counted in the length only. */
const isSpan = (block: Block): boolean =>
  block.section === 2 ||
  /^(first|erst|zuerst|premi|prim|pierwsz|eerst|forst|ensim|prvni)/.test(
    block.keys[block.columns.get('joined') ?? -1] ?? '',
  )
