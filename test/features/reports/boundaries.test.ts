/** A file of boundaries to a map: what is read, what is left out, and that shared borders stay one line. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { areas } from '../../../seeds/reference/areas.ts'
import type { MapArea } from '../../../src/features/reports/rules/boundaries.ts'
import { newAreasIn, readMap } from '../../../src/features/reports/rules/boundaries.ts'
import { levelOf, levelsFor } from '../../../src/features/reports/rules/levels.ts'

const known: MapArea[] = areas.map(({ name, gss_code, kind }) => ({ id: gss_code, name, gss_code, kind }))
const square = (x: number, y: number, side = 1) => [
  [
    [x, y],
    [x + side / 2, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
    [x, y],
  ],
]
const feature = (properties: Record<string, unknown>, coordinates: unknown, type = 'Polygon') => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
})
const file = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features })

/** The corners of a path, as `x y`. */
function cornersOf(path: string): string[] {
  return path.split('M').flatMap((part) => {
    if (part === '') return []
    const [start, steps] = part.replace('z', '').split('l') as [string, string]
    let [x, y] = start.split(' ').map(Number) as [number, number]
    const numbers = steps.split(' ').map(Number)
    const corners = [`${x} ${y}`]
    for (let index = 0; index < numbers.length; index += 2) {
      x += numbers[index]!
      y += numbers[index + 1]!
      corners.push(`${x} ${y}`)
    }
    return corners
  })
}

test('the ten districts that come with us are all drawn, with their credit, each figure inside its district', () => {
  const text = readFileSync('seeds/reference/boundaries/hertfordshire.geojson', 'utf8')
  const read = readMap(text, known)
  if (read.result !== 'read') throw new Error(read.result)
  expect(read.shapes).toHaveLength(10)
  expect(read.missing).toEqual([])
  expect(read.credit).toMatch(/Ordnance Survey.*Martin Chorley, CC BY 4\.0/)
  for (const shape of read.shapes) expect(shape.label_room).toBeGreaterThan(20)
  // East Hertfordshire lies east of Dacorum, and south of neither.
  const at = (code: string) => read.shapes.find((one) => one.area_id === code)!
  expect(at('E07000242').label_x).toBeGreaterThan(at('E07000096').label_x)
  expect(at('E07000103').label_y).toBeGreaterThan(at('E07000099').label_y)
  // Every district shares corners with another: no gap opens between neighbours.
  for (const shape of read.shapes) {
    const others = new Set(read.shapes.filter((one) => one !== shape).flatMap((one) => cornersOf(one.path)))
    expect(cornersOf(shape.path).filter((corner) => others.has(corner)).length).toBeGreaterThan(5)
  }
})

test('areas of another force are read by code and English name; what is known, no area of a council, or nameless is not', () => {
  const found = newAreasIn(
    file(
      feature({ LAD24CD: 'E07000066', LAD24NM: 'Basildon', LAD24NMW: '' }, square(0, 51)),
      feature({ LAD24CD: 'E06000033', LAD24NMW: 'Môr y De', LAD24NM: 'Southend-on-Sea' }, square(1, 51)),
      feature({ CTY24CD: 'E10000012', CTY24NM: 'Essex' }, square(0, 51, 2)),
      feature({ code: ' e07000066', name: 'Basildon' }, square(0, 51)),
      feature({ LAD24CD: 'E07000096', LAD24NM: 'Dacorum' }, square(-1, 51)),
      feature({ WD24CD: 'E05000001', WD24NM: 'A ward' }, square(-1, 51)),
      feature({ LAD24CD: 'E07000071' }, square(-1, 51)),
    ),
    known,
  )
  expect(found).toEqual([
    { gss_code: 'E07000066', name: 'Basildon', kind: 'district' },
    { gss_code: 'E06000033', name: 'Southend-on-Sea', kind: 'district' },
    { gss_code: 'E10000012', name: 'Essex', kind: 'county' },
  ])
})

test('an area is found by its code in any property, else by its name; others are left out, and a county that hides them', () => {
  const read = readMap(
    file(
      feature({ LAD24CD: 'e07000096' }, square(-1, 51)),
      feature({ title: 'three rivers' }, [square(0, 51)], 'MultiPolygon'),
      feature({ name: 'Hertfordshire' }, square(-1, 51, 3)),
      feature({ name: 'Elsewhere' }, square(4, 51)),
      feature({ name: 'Watford' }, [0, 51], 'Point'),
    ),
    known,
  )
  expect(read).toMatchObject({ result: 'read', credit: null })
  if (read.result !== 'read') return
  expect(read.shapes.map((one) => one.area_id)).toEqual(['E07000096', 'E07000102'])
  expect(read.missing).toContain('Watford')
  // The point in the middle of a side is on its line.
  expect(cornersOf(read.shapes[0]!.path)).toHaveLength(4)
})

test('metres of a national grid are read as they are', () => {
  const read = readMap(file(feature({ gss: 'E07000096' }, square(500_000, 200_000, 10_000))), known)
  expect(read).toMatchObject({ result: 'read', width: 1016, height: 1016 })
})

test.each([
  ['no JSON', '<html>', 'not-geojson'],
  ['a geometry alone', '{"type":"Polygon","coordinates":[]}', 'not-geojson'],
  ['points that are none', file(feature({ gss: 'E07000096' }, [[[1, 2], 'x', null, [3, 4]]])), 'not-geojson'],
  [
    'a ring of two points',
    file(
      feature({ gss: 'E07000096' }, [
        [
          [1, 2],
          [3, 4],
        ],
      ]),
    ),
    'not-geojson',
  ],
  ['numbers of no world', file(feature({ gss: 'E07000096' }, square(1e300, 51))), 'not-geojson'],
  ['nowhere we know', file(feature({ gss: 'E07000999' }, square(0, 51))), 'no-known-area'],
  ['nothing', file(), 'no-known-area'],
])('%s is refused', (_, text, result) => {
  expect(readMap(text, known)).toEqual({ result })
})

test('whatever the file says, the path has only what a path has', () => {
  fc.assert(
    fc.property(
      fc.anything(),
      fc.array(fc.array(fc.tuple(fc.double(), fc.double()), { minLength: 4 })),
      (odd, rings) => {
        const read = readMap(
          JSON.stringify({ type: 'FeatureCollection', features: [odd, feature({ gss: 'E07000096' }, rings)] }) ?? '',
          known,
        )
        if (read.result === 'read') for (const { path } of read.shapes) expect(path).toMatch(/^[MlLz0-9 -]+$/)
      },
    ),
  )
})

test('shades divide the figures from one to the most, and nought has its own', () => {
  expect(levelsFor([0, 0])).toEqual([{ level: 0, from: 0, to: 0 }])
  expect(levelsFor([1, 2])).toEqual([
    { level: 0, from: 0, to: 0 },
    { level: 1, from: 1, to: 1 },
    { level: 2, from: 2, to: 2 },
  ])
  fc.assert(
    fc.property(fc.array(fc.nat(100_000), { minLength: 1 }), (values) => {
      const levels = levelsFor(values)
      expect(levels.length).toBeLessThanOrEqual(5)
      for (const value of values) {
        const { from, to } = levels[levelOf(levels, value)]!
        expect(value >= from && value <= to).toBe(true)
      }
    }),
  )
})
