/** Many PDFs at once, in words, and under which names they lie in the zip: pure. */
import { foldForSearch } from '../../../lib/text.ts'
import { wordsForDate } from '../../../lib/time.ts'
import type { PaperRow } from '../queries/papers.ts'

/** 'HCC-2027-000123-K-sian-o-brien-zak.pdf': the number makes it the only one, and no system stumbles over it. */
export function paperName({ number, name }: Pick<PaperRow, 'number' | 'name'>): string {
  const words = foldForSearch(name.replace(/\p{Pd}/gu, ' '))
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
  return words === '' ? `${number}.pdf` : `${number}-${words}.pdf`
}

export function papersPage(papers: PaperRow[]) {
  const printed = papers.filter((one) => one.file_id !== null)
  const bytes = printed.reduce((sum, one) => sum + one.size!, 0)
  return {
    count: printed.length,
    without: papers.length - printed.length,
    size_words:
      bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`,
  }
}

export const sheetPage = (papers: PaperRow[]) =>
  papers.map((one) => ({
    ...one,
    valid_words: wordsForDate(one.valid_to),
    is_printed: one.file_id !== null,
  }))
