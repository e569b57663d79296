/** How long ago, in words that are as exact as anybody needs: pure. */

const many = (count: number, one: string) => (count === 1 ? `1 ${one}` : `${count} ${one}s`)

/** Days for two weeks, weeks for two months, then whole months, and years from two on. */
export function durationWords(days: number): string {
  if (days < 1) return 'today'
  if (days < 14) return many(days, 'day')
  if (days < 61) return many(Math.floor(days / 7), 'week')
  const months = Math.floor(days / 30.44)
  if (months < 24) return many(months, 'month')
  return many(Math.floor(months / 12), 'year')
}
