/** Staff lists as their templates show them: pure. */
import { truncate } from '../../../lib/text.ts'
import { wordsForMoment } from '../../../lib/time.ts'
import type { ImportCounts, ImportFilters, ImportRow, ImportRowRow } from '../queries/imports.ts'
import type { Verdict } from '../rules/people.ts'

type Stage = 'reading' | 'faulty' | 'checked' | 'applying' | 'applied'

export function stageOf(row: ImportRow): Stage {
  if (row.fault !== null) return 'faulty'
  if (row.applied_at) return 'applied'
  if (row.apply_asked_at) return 'applying'
  return row.read_at ? 'checked' : 'reading'
}

const stageWords: Record<Stage, string> = {
  reading: 'Being read',
  faulty: 'Could not be read',
  checked: 'Checked, not applied',
  applying: 'Being applied',
  applied: 'Applied',
}

export const importListPage = (imports: ImportRow[]) =>
  imports.map((row) => ({
    href: `/people/imports/${row.id}`,
    file_name: row.file_name,
    uploaded_words: wordsForMoment(row.uploaded_at),
    uploaded_by: row.uploaded_by_name,
    stage_words: stageWords[stageOf(row)],
    rows_total: row.rows_total,
  }))

const verdictTags: Record<Verdict, { text: string; done: string; classes: string }> = {
  new: { text: 'New', done: 'Added', classes: 'govuk-tag--green' },
  known: { text: 'Known', done: 'Known', classes: 'govuk-tag--grey' },
  changed: { text: 'Changed', done: 'Changed', classes: 'govuk-tag--blue' },
  refused: { text: 'Refused', done: 'Refused', classes: 'govuk-tag--red' },
}

const verdictWords = (verdict: Verdict, isApplied: boolean) => verdictTags[verdict][isApplied ? 'done' : 'text']

/** Above the rows: how many of each, and a link to see only those. */
export function verdictFigures(counts: ImportCounts, importId: string, filters: ImportFilters, isApplied: boolean) {
  const href = `/people/imports/${importId}`
  const total = counts.new + counts.known + counts.changed + counts.refused
  return [
    { count: total, text: 'All rows', href, is_shown: filters.verdict === null && !filters.flagged },
    ...(['new', 'changed', 'known', 'refused'] as const).map((verdict) => ({
      count: counts[verdict],
      text: verdictWords(verdict, isApplied),
      href: `${href}?verdict=${verdict}`,
      is_shown: filters.verdict === verdict,
    })),
    { count: counts.flagged, text: 'To look at', href: `${href}?flagged=yes`, is_shown: filters.flagged },
  ]
}

const encodingWords: Record<string, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
}
const delimiterWords: Record<string, string> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' }

export function importPage(row: ImportRow) {
  return {
    id: row.id,
    href: `/people/imports/${row.id}`,
    file_name: row.file_name,
    stage: stageOf(row),
    fault: row.fault,
    uploaded_words: `${wordsForMoment(row.uploaded_at)} by ${row.uploaded_by_name}`,
    kind_words: row.encoding
      ? `Text in ${encodingWords[row.encoding] ?? row.encoding}, columns parted by ${delimiterWords[row.delimiter ?? ','] ?? ''}`
      : 'Excel workbook',
    columns_read: row.columns_read.join(', '),
    columns_ignored: row.columns_ignored.join(', '),
    rows_done: row.rows_done,
    rows_total: row.rows_total,
    applied_words: row.applied_at ? wordsForMoment(row.applied_at) : null,
    invites: row.invites,
  }
}

export const importRowsPage = (rows: ImportRowRow[], isApplied: boolean) =>
  rows.map((row) => ({
    row_number: row.row_number,
    full_name: truncate(row.full_name, 80),
    email: truncate(row.email, 80),
    href: row.person_id ? `/people/${row.person_id}` : null,
    organisation: row.organisation_name ?? truncate(row.organisation_text, 80),
    organisation_note:
      row.organisation_name === null
        ? null
        : row.organisation_text === ''
          ? 'found by the address'
          : row.organisation_text === row.organisation_name
            ? null
            : `written “${row.organisation_text}”`,
    job_title: truncate(row.job_title, 80),
    verdict: { text: verdictWords(row.verdict, isApplied), classes: verdictTags[row.verdict].classes },
    reasons: row.reasons,
    flags: row.flags,
  }))

const resultHeadings = [
  'Row',
  'Full name',
  'Email',
  'Organisation in the file',
  'Organisation here',
  'Job title',
  'Result',
  'Reason',
  'To look at',
]

/** Every row of the file with what became of it. */
export const resultTable = (rows: ImportRowRow[], isApplied: boolean): string[][] => [
  resultHeadings,
  ...rows.map((row) => [
    String(row.row_number),
    row.full_name,
    row.email,
    row.organisation_text,
    row.organisation_name ?? '',
    row.job_title,
    verdictWords(row.verdict, isApplied),
    row.reasons.join('. '),
    row.flags.join('. '),
  ]),
]
