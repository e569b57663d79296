/** What differs between two texts, line by line: the longest common run of lines, with a little of what stays around it. */

export interface DiffLine {
  kind: 'same' | 'removed' | 'added'
  text: string
}

/** Above so many comparisons everything between the first and the last difference is shown as changed. */
const mostComparisons = 4_000_000

export function diffLines(before: string, after: string): DiffLine[] {
  const [a, b] = [before.split('\n'), after.split('\n')]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const same = (text: string): DiffLine => ({ kind: 'same', text })
  return [
    ...a.slice(0, start).map(same),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map(same),
  ]
}

function middle(a: string[], b: string[]): DiffLine[] {
  const removed = (text: string): DiffLine => ({ kind: 'removed', text })
  const added = (text: string): DiffLine => ({ kind: 'added', text })
  if (a.length * b.length > mostComparisons) return [...a.map(removed), ...b.map(added)]
  const width = b.length + 1
  // How many lines the rest of both has in common, from each place on.
  const common = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] =
        a[i] === b[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!)
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length)
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: 'same', text: a[i++]! })
      j++
    } else if (j >= b.length || (i < a.length && common[(i + 1) * width + j]! >= common[i * width + j + 1]!))
      lines.push(removed(a[i++]!))
    else lines.push(added(b[j++]!))
  return lines
}

/** The differences with a line around each; null stands where lines that stayed are left out. */
export function withContext(lines: DiffLine[]): (DiffLine | null)[] {
  const isNear = lines.map((_, at) => lines.slice(Math.max(0, at - 1), at + 2).some((one) => one.kind !== 'same'))
  const shown: (DiffLine | null)[] = []
  lines.forEach((line, at) => {
    if (isNear[at]) shown.push(line)
    else if (shown.length === 0 || shown.at(-1) !== null) shown.push(null)
  })
  return shown
}
