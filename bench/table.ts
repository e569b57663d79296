/** What is measured, and the table the bench prints. */

export interface Row {
  name: string
  unit: string
  per_second?: number
  p99_ms?: number
  /** Processor time of the server and of its database for one answer, in ms. */
  spent?: { server: number; database: number }
  /** Said instead of a rate: seconds, megabytes. */
  said?: string
  aim?: string
}

export interface Measure {
  name: string
  take: () => Promise<Row[]>
}

export function printTable(rows: Row[], calibrationPerSecond: number): void {
  const lines = rows.map((row) => [
    row.name,
    row.said ?? `${row.per_second!.toFixed(1)} ${row.unit}/s`,
    row.per_second === undefined || row.unit !== 'answers' ? '' : (row.per_second / calibrationPerSecond).toFixed(3),
    row.p99_ms === undefined ? '' : `${row.p99_ms} ms`,
    row.spent ? `${row.spent.server.toFixed(2)} + ${row.spent.database.toFixed(2)} ms` : '',
    row.aim ?? '',
  ])
  const table = [['measure', 'result', 'ratio', 'p99', 'server + database', 'aim'], ...lines]
  const widths = table[0]!.map((_, column) => Math.max(...table.map((line) => line[column]!.length)))
  for (const line of table)
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
}
