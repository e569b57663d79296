/** To which meeting a row belongs: the one it names itself, or the one whose lines stand above its table. */
import type { Block } from '../blocks.ts'
import type { Notes, RawEntry, RawMeeting } from '../raw.ts'
import { entriesOf, newMeeting } from '../raw.ts'

/** Meetings of a table whose every row names its meeting. */
export function meetingsByRow(block: Block, notes: Notes): RawMeeting[] {
  const groups = Map.groupBy(block.rows, (row) =>
    (['meeting_id', 'title', 'start'] as const).map((column) => row[block.columns.get(column) ?? -1] ?? '').join('\n'),
  )
  return [...groups.values()].flatMap((rows) => {
    const cell = (column: 'title' | 'start' | 'end') => rows[0]![block.columns.get(column) ?? -1] || null
    const entries = entriesOf({ ...block, rows }, 'join', notes)
    // A line of totals below the table is no meeting.
    if (entries.length === 0) return []
    return [
      { ...newMeeting({ title: cell('title'), start: cell('start'), end: cell('end'), duration: null }), entries },
    ]
  })
}

/** The meeting that this table belongs to, begun anew where lines about a meeting stand above it. */
export function addToMeeting(meetings: RawMeeting[], block: Block, entries: RawEntry[]): void {
  if (meetings.length === 0 || block.has_own_summary) meetings.push(newMeeting(block.summary))
  const meeting = meetings.at(-1)!
  meeting.entries = meeting.entries.concat(entries)
}
