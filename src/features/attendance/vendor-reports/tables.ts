/** The cells of a report, under each way its lines may be divided; the reader of the layout finds which is right. */
import { parseCsv, splitRecords } from '../../../lib/csv.ts'

const mostRows = 100_000
const mostCells = 500

/**
 * The likeliest division first. A file that a spreadsheet program saved with each line in one quoted cell is divided
 * once more.
 */
export function* tablesOf(text: string): Generator<string[][]> {
  const named = /^\s*"?sep=([,;\t|])"?[,;\t|]*\s*(?:\r\n|\r|\n|$)/i.exec(text)
  const body = named ? text.slice(named[0].length) : text
  const likeliest = named?.[1] ?? (body.slice(0, 20_000).includes('\t') ? '\t' : parseCsv(body, 50).delimiter)
  for (const delimiter of new Set([likeliest, '\t', ';', ',', '|'])) {
    const rows = tidy(splitRecords(body, delimiter, mostRows))
    yield rows
    if (rows.length > 1 && rows.every((row) => row.filter(Boolean).length <= 1)) {
      const lines = rows.map((row) => row.find(Boolean) ?? '').join('\n')
      for (const inner of ['\t', ';', ',', '|'])
        if (inner !== delimiter) yield tidy(splitRecords(lines, inner, mostRows))
    }
  }
}

/** Cells without surrounding space, rows without the empty cells that a spreadsheet program pads them with. */
export function tidy(rows: string[][]): string[][] {
  return rows.map((row) => {
    const cells = row
      .slice(0, mostCells)
      .map((cell) => unwrapped(cell.replace(/^[\s\u200e\u200f]+|[\s\u200e\u200f]+$/g, '')))
    while (cells.length > 0 && cells.at(-1) === '') cells.pop()
    return cells
  })
}

/** `="0123"`, which keeps Excel from making a number of it. */
const unwrapped = (cell: string): string => {
  const found = /^="(.*)"$/s.exec(cell)
  return found ? found[1]!.replaceAll('""', '"').trim() : cell
}
