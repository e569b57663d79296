/** A map as the template draws it: pure. */
import { wordsForDate } from '../../../lib/time.ts'
import type { MapRow } from '../queries/maps.ts'

/** A name stands under its figure where there is room for it; the table has them all. */
const unitsPerLetter = 15

export const drawnMap = (map: MapRow) => ({
  width: map.width,
  height: map.height,
  credit: map.credit,
  file_name: map.file_name,
  loaded_words: wordsForDate(map.loaded_at),
  levels: [] as { level: number; words: string }[],
  shapes: map.shapes.map((shape) => ({
    ...shape,
    href: null as string | null,
    level: 0,
    number: null as string | null,
    words: shape.name,
    lines: nameLines(shape.name, shape.label_room),
  })),
})

/** Over two lines where one would be wider than the area. */
function nameLines(name: string, room: number): string[] {
  const words = name.split(' ')
  return name.length * unitsPerLetter > 2.6 * room && words.length > 1
    ? [words.slice(0, -1).join(' '), words.at(-1)!]
    : [name]
}
