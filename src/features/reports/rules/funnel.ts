/** The steps from an invitation to a certificate, and their sums: pure. */

export const steps = ['invited', 'opened', 'booked', 'attended', 'passed', 'certified'] as const
export type Step = (typeof steps)[number]

export const stepWords: Record<Step, string> = {
  invited: 'Invited',
  opened: 'Opened an account',
  booked: 'Booked',
  attended: 'Attended',
  passed: 'Passed',
  certified: 'Certified',
}

/** Rows divide the people, so each step of the whole is the sum of the rows. */
export function sumOf(rows: Record<Step, number>[]): Record<Step, number> {
  const sum = { invited: 0, opened: 0, booked: 0, attended: 0, passed: 0, certified: 0 }
  for (const row of rows) for (const step of steps) sum[step] += row[step]
  return sum
}

/** Whole percent, rounded down: a hundred only where all are. */
export const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.floor((part * 100) / whole)
