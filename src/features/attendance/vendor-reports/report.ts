/** What a vendor's attendance report says once it has been read. */

export type Vendor = 'teams' | 'zoom' | 'meet' | 'webex'

export type Format =
  | 'teams-event-log'
  | 'teams-single-table'
  | 'teams-three-sections'
  | 'teams-four-sections'
  | 'zoom-participants'
  | 'zoom-meeting'
  | 'zoom-webinar'
  | 'zoom-unique-users'
  | 'meet-report'
  | 'meet-extension'
  | 'webex-attendees'

/** Wall time of the place where the report was made, `2027-03-02T10:00:00`. Null: not said, or it hangs on a question. */
export interface Join {
  in: string | null
  out: string | null
}

export interface ReportPerson {
  /** Without the marks that the vendor adds, such as "(Guest)"; what the file calls the person otherwise. */
  name: string
  email: string | null
  role: string | null
  joins: Join[]
  /** Time that is covered by the joins, whatever their number, to the nearest minute; or what the file states. */
  minutes: number | null
}

export interface ReportMeeting {
  title: string | null
  start: string | null
  end: string | null
  people: ReportPerson[]
}

/** What only a person can answer. */
export interface Question {
  about: 'date-order' | 'date'
  question: string
  options: { value: string; text: string }[]
}

export interface Report {
  format: Format | null
  vendor: Vendor | null
  /** The language of the headings. */
  locale: string | null
  encoding: string | null
  meetings: ReportMeeting[]
  questions: Question[]
  warnings: string[]
  /** Why the file is no such report, in one sentence. */
  refused: string | null
}

/** 04/05: the fifth of April or the fourth of May. */
export type DateOrder = 'day-first' | 'month-first'

export interface ReadingOptions {
  /** The day of the live session, `2027-03-02`. */
  date?: string | null
  /** The answer to the question about the order of day and month. */
  order?: DateOrder | null
  /** The code page, where the person who looked at the names chose another than the one that was guessed. */
  encoding?: string | null
}

export const refusal = (sentence: string): Report => ({
  format: null,
  vendor: null,
  locale: null,
  encoding: null,
  meetings: [],
  questions: [],
  warnings: [],
  refused: sentence,
})

export const expected = 'an attendance report of Microsoft Teams, Zoom, Google Meet or Webex (CSV or XLSX) was expected'
