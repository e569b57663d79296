/** Which of a few shades a figure has on the map, and what each of them means: pure. */

const mostLevels = 4

export interface Level {
  /** 0 for nothing at all, then the more the darker and the closer hatched. */
  level: number
  from: number
  to: number
}

/** As many as there are different figures to tell apart, four at most, beside the one for nought. */
export function levelsFor(values: number[]): Level[] {
  const most = Math.max(0, ...values)
  const step = Math.ceil(most / mostLevels)
  const levels: Level[] = [{ level: 0, from: 0, to: 0 }]
  for (let from = 1; from <= most; from += step)
    levels.push({ level: levels.length, from, to: Math.min(from + step - 1, most) })
  return levels
}

export const levelOf = (levels: Level[], value: number): number =>
  levels.find(({ from, to }) => value >= from && value <= to)?.level ?? 0
