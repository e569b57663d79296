/** The table the bench prints. */

export interface Row {
  name: string
  unit: string
  per_second?: number
  p99_ms?: number
  /** Said instead of a rate: seconds, megabytes. */
  said?: string
  aim?: string
}

export function printTable(rows: Row[], calibrationPerSecond: number): void {
  const lines = rows.map((row) => [
    row.name,
    row.said ?? `${row.per_second!.toFixed(1)} ${row.unit}/s`,
    row.per_second === undefined || row.unit !== 'answers' ? '' : (row.per_second / calibrationPerSecond).toFixed(3),
    row.p99_ms === undefined ? '' : `${row.p99_ms} ms`,
    row.aim ?? '',
  ])
  const table = [['measure', 'result', 'ratio', 'p99', 'aim'], ...lines]
  const widths = table[0]!.map((_, column) => Math.max(...table.map((line) => line[column]!.length)))
  for (const line of table)
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
}
