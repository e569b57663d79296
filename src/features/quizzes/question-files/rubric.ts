/** A rubric as files write it, one line of what is looked for each with its points, such as `Listens first (2)`: pure. */
export interface RubricLine {
  criterion: string
  points: number
}

const mostLines = 8
const mostPoints = 20
const marks = '(?:points?|marks?|pts?)?'
const forms = [
  new RegExp(`^(?<criterion>.+?)\\s*\\((?<points>\\d{1,2})\\s*${marks}\\)$`, 'i'),
  new RegExp(`^(?<criterion>.+?)\\s*[:–—=]\\s*(?<points>\\d{1,2})\\s*${marks}$`, 'i'),
  new RegExp(`^(?<points>\\d{1,2})\\s*${marks}\\s*[:–—-]\\s*(?<criterion>.+)$`, 'i'),
]

/** Null where it is no rubric; a line that says no points is worth one, and the only line what the question is worth. */
export function readRubric(text: string, points: number): RubricLine[] | null {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*•]|\d{1,2}[.)])\s+/, '').trim())
    .filter(Boolean)
  const worth = lines.length === 1 ? Math.min(mostPoints, Math.max(1, Math.round(points))) : 1
  const rubric = lines.map((line) => {
    const found = forms.map((form) => form.exec(line)?.groups).find(Boolean)
    return found
      ? { criterion: found.criterion!.trim(), points: Number(found.points) }
      : { criterion: line, points: worth }
  })
  const fits = ({ criterion, points }: RubricLine) => criterion.length <= 300 && points >= 1 && points <= mostPoints
  return rubric.length > 0 && rubric.length <= mostLines && rubric.every(fits) ? rubric : null
}

export const writeRubric = (rubric: RubricLine[]): string =>
  rubric.map(({ criterion, points }) => `${criterion} (${points})`).join('\n')
