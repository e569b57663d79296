/** What is measured, and the table the bench prints. */
import type { Spent } from './server.ts'

export interface Row {
  name: string
  unit: string
  per_second?: number
  p99_ms?: number
  /** Processor time for one answer or certificate, in ms. */
  spent?: Spent
  /** Said instead of a rate: seconds, megabytes. */
  said?: string
  aim?: string
}

export interface Measure {
  name: string
  take: () => Promise<Row[]>
}

/** The part of each of so many. */
export const shareOf = (spent: Spent, count: number): Spent => ({
  server: spent.server / count,
  press: spent.press / count,
  database: spent.database / count,
})

function spentWords({ server, press, database }: Spent): string {
  return `${(press < 0.005 ? [server, database] : [server, press, database]).map((one) => one.toFixed(2)).join(' + ')} ms`
}

export function printTable(rows: Row[], calibrationPerSecond: number): void {
  const lines = rows.map((row) => [
    row.name,
    row.said ?? `${row.per_second!.toFixed(1)} ${row.unit}/s`,
    row.per_second === undefined || row.unit !== 'answers' ? '' : (row.per_second / calibrationPerSecond).toFixed(3),
    row.p99_ms === undefined ? '' : `${row.p99_ms} ms`,
    row.spent ? spentWords(row.spent) : '',
    row.aim ?? '',
  ])
  const table = [['measure', 'result', 'ratio', 'p99', 'server + press + database', 'aim'], ...lines]
  const widths = table[0]!.map((_, column) => Math.max(...table.map((line) => line[column]!.length)))
  for (const line of table)
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
}
