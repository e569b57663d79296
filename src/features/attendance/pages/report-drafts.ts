/** What was read from uploaded reports, before anything of it is kept: pure. */
import { instantToWall, wordsForDate, wordsForRange, wordsForTime } from '../../../lib/time.ts'
import type { Form } from '../../../platform/http/form.ts'
import type { Reading } from '../commands/reports.ts'
import type { RegisterPartRow } from '../queries/registers.ts'
import { momentOf } from '../rules/report-times.ts'
import { codePages } from '../vendor-reports/index.ts'
import type { Join, Report, ReportMeeting } from '../vendor-reports/index.ts'

/** The fields that carry an error, whichever file it is of. */
export const firstMeetingField = 'meetings'
export const firstQuestionField = 'questions'

export const vendorWords: Record<string, string> = {
  teams: 'Microsoft Teams',
  zoom: 'Zoom',
  meet: 'Google Meet',
  webex: 'Webex',
}

const mostShown = 300

export interface ReadDraft {
  file_name: string
  reading: Reading
  report: Report
}

export function draftsPage(part: RegisterPartRow, batchId: string, read: ReadDraft[], form: Form) {
  const startsWith = read.some(({ report }) => report.meetings.some((meeting) => beginsWith(part, meeting)))
  const files = read.map((one, index) => draftFile(part, one, index + 1, { form, startsWith }))
  const first = files.find(({ meetings }) => meetings.length > 0)
  const base = `/registers/${part.part_id}/reports/drafts/${batchId}`
  return {
    href: base,
    keep_href: `${base}/keeping`,
    discard_href: `${base}/discarding`,
    files: files.map((file) => ({ ...file, is_first: file === first, again_href: againHref(base, files, file) })),
    asks: files.some(({ questions }) => questions.length > 0),
    is_changeable: files.some(({ questions, pages }) => questions.length > 0 || pages !== null),
    can_keep: files.some(({ meetings }) => meetings.length > 0),
  }
}

/** Where a file is asked about again whose days were read as somebody said; what was said of other files stays. */
function againHref(
  base: string,
  files: { number: number; order: string; page: string; questions: unknown[] }[],
  file: { number: number; order: string; questions: unknown[] },
): string | null {
  if (file.order === '' || file.questions.length > 0) return null
  const said = files.flatMap(({ number, order, page }): [string, string][] => [
    [`order-${number}`, number === file.number ? '' : order],
    [`page-${number}`, page],
  ])
  return `${base}?${new URLSearchParams(said.filter(([, value]) => value !== '')).toString()}`
}

function draftFile(
  part: RegisterPartRow,
  { file_name, reading, report }: ReadDraft,
  number: number,
  { form, startsWith }: { form: Form; startsWith: boolean },
) {
  const isGuess = report.encoding !== null && report.encoding in codePages
  const chosen = form.values(`meeting-${number}`)
  return {
    number,
    file_name,
    refused: report.refused,
    // How the letters were read is of interest only where it had to be guessed.
    read_words:
      report.vendor &&
      `Read as a report of ${vendorWords[report.vendor]}${isGuess ? `, letters as ${report.encoding}` : ''}`,
    warnings: report.warnings,
    order: reading.order ?? '',
    page: reading.encoding ?? '',
    questions: report.questions.map(({ about, question, options }) => ({ about, question, options })),
    pages: isGuess
      ? {
          value: report.encoding!,
          choices: Object.entries(codePages).map(([value, text]) => ({ value, text: `${text} (${value})` })),
        }
      : null,
    meetings: report.meetings.map((meeting, index) => ({
      ...draftMeeting(part, meeting, startsWith),
      value: String(index),
      is_chosen: chosen.length > 0 ? chosen.includes(String(index)) : isOfDay(part, meeting),
    })),
  }
}

/** `startsWith`: one of all these meetings began when the session did, so a later one is what followed, on a right clock. */
function draftMeeting(part: RegisterPartRow, meeting: ReportMeeting, startsWith: boolean) {
  const [start, end] = [momentOf(meeting.start), momentOf(meeting.end)]
  const when =
    start && end ? wordsForRange(start, end) : start ? `${wordsForDate(start)}, from ${wordsForTime(start)}` : null
  return {
    title: meeting.title ?? 'Meeting without a title',
    when_words: when ?? 'The report does not say when',
    people_words: meeting.people.length === 1 ? '1 person' : `${meeting.people.length} people`,
    note: !isOfDay(part, meeting)
      ? 'On another day than this session.'
      : start && !startsWith
        ? 'This does not begin when the session did. Was the clock of the report set to another zone?'
        : null,
    people: meeting.people.slice(0, mostShown).map(({ name, email, role, joins, minutes }) => ({
      name,
      facts: [email, role].filter(Boolean).join(', '),
      times: joins.map(joinWords),
      minutes_words: minutes === null ? 'Not known' : minutes === 1 ? '1 minute' : `${minutes} minutes`,
    })),
    more: Math.max(0, meeting.people.length - mostShown),
  }
}

const minutesOff = (part: RegisterPartRow, start: Date) => Math.abs(start.getTime() - part.starts_at.getTime()) / 60_000

/** A clock set to another zone is off by an hour or more. */
function beginsWith(part: RegisterPartRow, meeting: ReportMeeting): boolean {
  const start = momentOf(meeting.start)
  return start !== null && minutesOff(part, start) < 45
}

/** Without a date nothing speaks against it. */
const isOfDay = (part: RegisterPartRow, { start }: ReportMeeting): boolean =>
  start === null || start.slice(0, 10) === instantToWall(part.starts_at).date

function joinWords(join: Join): string {
  const [from, to] = [momentOf(join.in), momentOf(join.out)]
  if (!from && !to) return 'Time not known yet'
  if (!to) return `${wordsForTime(from!)}, no end`
  return from ? `${wordsForTime(from)} to ${wordsForTime(to)}` : `until ${wordsForTime(to)}`
}
