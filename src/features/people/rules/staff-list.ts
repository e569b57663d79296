/** Finds the heading row of a staff list and what each column holds, in any order and spelling: pure. */
import { clean, foldForSearch } from '../../../lib/text.ts'
import { unturned } from './names.ts'

export interface StaffListRow {
  /** The row's number in the file, the first row being 1. */
  row_number: number
  full_name: string
  email: string
  organisation_text: string
  job_title: string
  /** More cells than headings: something may have slipped sideways. */
  is_too_wide: boolean
}

export type StaffList =
  { fault: string } | { fault: null; columns_read: string[]; columns_ignored: string[]; rows: StaffListRow[] }

export const mostRows = 20_000
const mostColumns = 100
/** Excel has 16,384 columns. */
const mostCells = 20_000

type Column = 'email' | 'full_name' | 'first_name' | 'surname' | 'organisation' | 'job_title'

const columnWords: Record<Column, string> = {
  email: 'email address',
  full_name: 'full name',
  first_name: 'first name',
  surname: 'surname',
  organisation: 'organisation',
  job_title: 'job title',
}

const spellings: Record<Column, Set<string>> = {
  email: new Set(
    `email emailaddress emailaddresses emails mail workemail workemailaddress businessemail officeemail staffemail
     contactemail corporateemail officialemail emailid primaryemail primaryemailaddress emailwork yourwork youremail
     smtp smtpaddress primarysmtpaddress userprincipalname upn ebost cyfeiriadebost`.split(/\s+/),
  ),
  full_name: new Set(
    `name names fullname employee employeename staff staffname staffmember nameofstaff person personname contact
     contactname displayname colleague colleaguename officer officername attendee attendeename delegate delegatename
     participant participantname learner learnername member membername champion championname surnamefirstname
     surnameforename lastnamefirstname firstnamesurname firstnamelastname forenamesurname enw enwllawn`.split(/\s+/),
  ),
  first_name: new Set(
    `firstname firstnames first forename forenames givenname givennames given christianname fname knownas preferredname
     preferredfirstname enwcyntaf`.split(/\s+/),
  ),
  surname: new Set(
    'surname surnames lastname lastnames last familyname family secondname lname sname cyfenw'.split(' '),
  ),
  organisation: new Set(
    `organisation organisations organization org orgname organisationname organizationname nameoforganisation employer
     employername company companyname council councilname agency agencyname partner partnername partneragency
     partnerorganisation workplace placeofwork authority localauthority authorityname trust charity firm
     sefydliad`.split(/\s+/),
  ),
  job_title: new Set(
    `jobtitle job jobrole role position post posttitle positiontitle roletitle occupation designation jobname swydd
     teitlswydd`.split(/\s+/),
  ),
}

/** Somebody else's column, or not a value of this kind, although the words are in its heading. */
const elsewhere =
  /manager|supervisor|reports?to|emergency|nextofkin|referee|consent|status|confirm|optin|optout|(sent|id|code|number|ref|type|date)$/

const within: [Column, RegExp][] = [
  ['email', /email|ebost/],
  ['surname', /surname|lastname|familyname/],
  ['first_name', /firstname|forename|givenname/],
  ['job_title', /jobtitle|jobrole/],
  ['organisation', /organisation|organization|employer/],
  ['full_name', /fullname|employeename|staffname/],
]

const key = (heading: string) => foldForSearch(heading.slice(0, 200)).replace(/[^\p{L}\p{N}]/gu, '')

/** What a heading names: an exact spelling counts before a word within it. */
function columnOf(heading: string): { column: Column; isExact: boolean } | null {
  const word = key(heading)
  if (word === '') return null
  for (const [column, known] of Object.entries(spellings) as [Column, Set<string>][])
    if (known.has(word)) return { column, isExact: true }
  if (elsewhere.test(word)) return null
  const found = within.find(([, pattern]) => pattern.test(word))
  return found ? { column: found[0], isExact: false } : null
}

/** The index of each column that is there; of two of a kind the exact spelling, then the first. */
function readHeadings(cells: string[]): Map<Column, number> {
  const found = new Map<Column, { index: number; isExact: boolean }>()
  for (const [index, cell] of cells.entries()) {
    const named = columnOf(cell)
    if (!named) continue
    const before = found.get(named.column)
    if (!before || (named.isExact && !before.isExact)) found.set(named.column, { index, isExact: named.isExact })
  }
  return new Map([...found].map(([column, { index }]) => [column, index]))
}

const hasName = (headings: Map<Column, number>) =>
  headings.has('full_name') || headings.has('surname') || headings.has('first_name')

const isBlank = (row: string[]) => row.every((cell) => cell.trim() === '')

/** Empty cells behind the last column are what a spreadsheet program may write; a million headings are an attack. */
const isEndless = (row: string[]) =>
  row.length > mostCells || (row.length > mostColumns && !isBlank(row.slice(mostColumns)))

export interface Sheet {
  /** Null for a text file, which has no sheets. */
  sheet: string | null
  rows: string[][]
}

/** Of several sheets, the first with a heading row. */
export function readStaffList(sheets: Sheet[]): StaffList {
  const filled = sheets.filter(({ rows }) => rows.some((row) => !isBlank(row)))
  if (filled.length === 0) return { fault: 'The file is empty.' }
  if (filled.some(({ rows }) => rows.some(isEndless)))
    return { fault: `The file has more than ${mostColumns} columns. Keep those of the staff list only.` }
  for (const chosen of filled) {
    const at = findHeadingRow(chosen.rows)
    if (at === -1) continue
    const others = filled.filter((one) => one !== chosen).map(({ sheet }) => `the sheet “${sheet ?? ''}”`)
    return readRows(chosen.rows, at, others)
  }
  return { fault: noHeadingWords(filled[0]!.rows) }
}

/** Titles and blank rows may stand above the headings. */
function findHeadingRow(rows: string[][]): number {
  return rows.slice(0, 30).findIndex((row) => {
    const headings = readHeadings(row)
    return headings.has('email') && hasName(headings)
  })
}

function noHeadingWords(rows: string[][]): string {
  const example = 'First name, Surname, Email, Organisation, Job title'
  const top = rows.slice(0, 30)
  const best =
    top.find((row) => readHeadings(row).size > 1 || hasName(readHeadings(row))) ??
    top.find((row) => readHeadings(row).has('email') && !row.some((cell) => cell.includes('@')))
  if (best) {
    const headings = readHeadings(best)
    const missing = headings.has('email') ? 'names' : 'email addresses'
    return `No column of ${missing} was found. The headings are: ${quoted(best)}. Name the columns like this: ${example}.`
  }
  const first = rows.find((row) => !isBlank(row)) ?? []
  return `No heading row was found. The first row is: ${quoted(first)}. Put a row above it that names the columns, like this: ${example}.`
}

const quoted = (row: string[]) =>
  row
    .map((cell) => clean(cell).slice(0, 40))
    .filter(Boolean)
    .slice(0, 8)
    .map((cell) => `“${cell}”`)
    .join(', ')

function readRows(table: string[][], at: number, sheetsIgnored: string[]): StaffList {
  const headingRow = table[at]!
  const headings = readHeadings(headingRow)
  // Both a full name and its parts: the parts are surer.
  if (headings.has('full_name') && headings.has('first_name') && headings.has('surname')) headings.delete('full_name')
  const taken = new Set(headings.values())
  const rows: StaffListRow[] = []
  for (const [index, cells] of table.entries()) {
    if (index <= at || isBlank(cells)) continue
    if (rows.length === mostRows)
      return { fault: `The file has more than ${mostRows.toLocaleString('en-GB')} rows. Split it into smaller files.` }
    const cell = (column: Column) => cleanCell(cells[headings.get(column) ?? -1] ?? '')
    rows.push({
      row_number: index + 1,
      full_name: headings.has('full_name')
        ? unturned(cell('full_name'))
        : `${cell('first_name')} ${cell('surname')}`.trim(),
      email: cell('email'),
      organisation_text: cell('organisation'),
      job_title: cell('job_title'),
      is_too_wide: cells.slice(headingRow.length).some((extra) => extra.trim() !== ''),
    })
  }
  if (rows.length === 0) return { fault: 'The file has headings and no rows below them.' }
  return {
    fault: null,
    columns_read: [...headings].map(
      ([column, index]) => `“${shortHeading(headingRow[index]!)}” as ${columnWords[column]}`,
    ),
    columns_ignored: [
      ...headingRow.flatMap((heading, index) =>
        taken.has(index) || heading.trim() === '' ? [] : [`“${shortHeading(heading)}”`],
      ),
      ...sheetsIgnored,
    ],
    rows,
  }
}

const shortHeading = (heading: string) => clean(heading).slice(0, 60)

/** Longer than any limit of ours is enough to be refused as too long. */
const cleanCell = (cell: string) => clean(cell.slice(0, 2000)).slice(0, 500)
