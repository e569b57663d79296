/** What an export of questions will hold and what not, as its page shows it: pure. */
import { truncate } from '../../../lib/text.ts'
import type { Exported, ExportFormat } from '../question-files/export.ts'
import type { QuestionInput } from '../rules.ts'

const formatWords: Record<ExportFormat, string> = {
  gift: 'Moodle GIFT',
  'moodle-xml': 'Moodle XML',
  spreadsheet: 'our spreadsheet (CSV)',
}

const questions = (count: number): string => (count === 1 ? '1 question' : `${count} questions`)

export function exportPage(
  files: { format: ExportFormat; exported: Exported }[],
  ids: string[],
  inputs: QuestionInput[],
  query: string,
) {
  const linked = (index: number) => ({ href: `/questions/${ids[index]}`, text: truncate(inputs[index]!.text, 120) })
  return {
    total: inputs.length,
    total_words: questions(inputs.length),
    files: files.map(({ format, exported }) => ({
      title: formatWords[format].replace(/^o/, 'O'),
      href: `/questions/export/${format}${query}`,
      count: exported.count,
      button_words: `Download ${questions(exported.count)} as ${formatWords[format]}`,
      left_out: exported.left_out.map(({ index, reason }) => ({ ...linked(index), reason })),
      left_out_words: `${questions(exported.left_out.length)} cannot be in this file`,
      losses: exported.losses.map(({ index, parts }) => ({ ...linked(index), parts: parts.join(', ') })),
      losses_words: `Of ${questions(exported.losses.length)} other systems do not read everything`,
    })),
  }
}
