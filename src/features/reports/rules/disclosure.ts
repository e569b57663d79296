/** Which figures of a published list are withheld, so that nobody can work out one under five: pure. */

/** Figures of fewer people than this are not published. */
export const least = 5

/**
 * `values` add up to a total that is published beside them. Null stands for a withheld one. Nought is shown.
 *
 * All figures from 1 to 4 are withheld. Were they all alike, or were there only one, the total less what is shown would
 * give them away; then all of the next larger figure are withheld too. So what is withheld holds at least two different
 * figures, and every order of them would look the same: none can be known, even to somebody who knows this rule. Where
 * that cannot be done the answer is null, and neither the list nor its total may be published.
 */
export function withhold(values: number[]): (number | null)[] | null {
  const isSmall = (value: number) => value > 0 && value < least
  const small = values.filter(isSmall)
  if (small.length === 0) return [...values]
  if (new Set(small).size > 1) return values.map((value) => (isSmall(value) ? null : value))
  const larger = values.filter((value) => value >= least)
  if (larger.length === 0) return null
  const next = Math.min(...larger)
  return values.map((value) => (isSmall(value) || value === next ? null : value))
}

export interface Published {
  total: number | null
  lists: (number | null)[][]
}

/**
 * Several lists that divide the same people in different ways, so that all of them add up to one total. If one cannot be
 * published, its total cannot, and then none can: from any other list the total could be added up.
 */
export function publish(lists: number[][]): Published {
  const total = lists[0]?.reduce((sum, value) => sum + value, 0) ?? 0
  const shown = lists.map(withhold)
  if ((total > 0 && total < least) || shown.some((list) => list === null))
    return { total: null, lists: lists.map((list) => list.map(() => null)) }
  return { total, lists: shown as (number | null)[][] }
}
