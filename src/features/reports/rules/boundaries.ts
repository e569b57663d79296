/** A GeoJSON file of boundaries to a drawing of the areas we know: pure. */
import { foldForSearch } from '../../../lib/text.ts'

export interface MapArea {
  id: string
  name: string
  gss_code: string
  kind: 'county' | 'district'
}

export interface Shape {
  area_id: string
  path: string
  label_x: number
  label_y: number
  label_room: number
}

export type ReadMap =
  | { result: 'read'; width: number; height: number; shapes: Shape[]; credit: string | null; missing: string[] }
  | { result: 'not-geojson' | 'no-known-area' | 'too-detailed' }

type Point = [x: number, y: number]
type Ring = Point[]

const longSide = 1000
/** More than any police force's districts need at any scale, and less than would keep a page waiting. */
const mostPoints = 400_000

/**
 * Each feature is an area by its GSS code in any of its properties, else by its name. Longitudes and latitudes, and metres
 * of a national grid, are both read. All areas are drawn on one grid of whole units, so that a border two of them share
 * stays one line; what that grid makes equal is left out.
 */
export function readMap(text: string, areas: MapArea[]): ReadMap {
  const features = featuresOf(text)
  if (features === null) return { result: 'not-geojson' }
  const found = new Map<string, Ring[][]>()
  let points = 0
  for (const { properties, polygons } of features.list) {
    for (const polygon of polygons) for (const ring of polygon) points += ring.length
    if (points > mostPoints) return { result: 'too-detailed' }
    const area = areaOf(properties, areas)
    if (area) found.set(area.id, [...(found.get(area.id) ?? []), ...polygons])
  }
  // A county around its districts would hide them.
  const districts = areas.filter((area) => area.kind === 'district' && found.has(area.id))
  const drawn = districts.length > 0 ? districts : areas.filter((area) => found.has(area.id))
  if (drawn.length === 0) return { result: 'no-known-area' }
  const { project, width, height } = projection(drawn.flatMap((area) => found.get(area.id)!).flat(2))
  const shapes = drawn.map((area): Shape => {
    const rings = found.get(area.id)!.map((polygon) => polygon.map((ring) => tidied(ring.map(project))))
    const kept = rings.filter(([outer]) => outer && outer.length > 2)
    // Smaller than the grid: a dot where it is.
    const polygons = kept.length > 0 ? kept : [[dot(project(found.get(area.id)![0]![0]![0]!))]]
    return { area_id: area.id, path: polygons.map(pathOf).join(''), ...labelOf(polygons) }
  })
  const missing = areas.filter((area) => area.kind === 'district' && !found.has(area.id)).map((area) => area.name)
  return { result: 'read', width, height, shapes, credit: features.credit, missing }
}

/** The areas that a file tells of by code and name and that are not among ours; a map of a force is mostly districts. */
export function newAreasIn(text: string, areas: MapArea[]): Omit<MapArea, 'id'>[] {
  const fresh: Omit<MapArea, 'id'>[] = []
  for (const { properties } of featuresOf(text)?.list ?? []) {
    if (areaOf(properties, areas)) continue
    const texts = Object.entries(properties).filter((pair): pair is [string, string] => typeof pair[1] === 'string')
    const gss_code = texts.map(([, value]) => value.trim().toUpperCase()).find((value) => kindOfCode(value) !== null)
    // As the Office for National Statistics heads its columns: LAD24NM is English, LAD24NMW is Welsh.
    const named = [/^(name|\w*nm)$/i, /name/i].map((key) => texts.find(([heading]) => key.test(heading))?.[1])
    const name = named.find((one) => one !== undefined)?.trim() ?? ''
    const isTaken = fresh.some((one) => one.gss_code === gss_code || foldForSearch(one.name) === foldForSearch(name))
    if (gss_code === undefined || name === '' || name.length > 100 || isTaken) continue
    fresh.push({ gss_code, name, kind: kindOfCode(gss_code)! })
  }
  return fresh
}

/** Counties, and whatever lies below them or beside them: non-metropolitan, unitary, metropolitan and London districts. */
function kindOfCode(code: string): MapArea['kind'] | null {
  if (/^E10\d{6}$/.test(code)) return 'county'
  return /^(E0[6-9]|W06|S12|N09)\d{6}$/.test(code) ? 'district' : null
}

interface Feature {
  properties: Record<string, unknown>
  polygons: Ring[][]
}

function featuresOf(text: string): { list: Feature[]; credit: string | null } | null {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return null
  }
  if (!isObject(json) || json.type !== 'FeatureCollection' || !Array.isArray(json.features)) return null
  const list: Feature[] = []
  for (const feature of json.features as unknown[]) {
    if (!isObject(feature) || !isObject(feature.geometry)) continue
    const { type, coordinates } = feature.geometry
    const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : null
    if (!Array.isArray(polygons)) continue
    if (!polygons.every(isPolygon)) return null
    list.push({ properties: isObject(feature.properties) ? feature.properties : {}, polygons })
  }
  const credit = typeof json.attribution === 'string' ? json.attribution.slice(0, 500).trim() : ''
  return { list, credit: credit || null }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** No grid of this world has larger numbers, and much larger ones cannot be reckoned with. */
const isCoordinate = (value: unknown): boolean => typeof value === 'number' && Math.abs(value) < 1e9

const isPolygon = (polygon: unknown): polygon is Ring[] =>
  Array.isArray(polygon) &&
  polygon.length > 0 &&
  polygon.every(
    (ring) =>
      Array.isArray(ring) &&
      ring.length >= 4 &&
      ring.every((point) => Array.isArray(point) && isCoordinate(point[0]) && isCoordinate(point[1])),
  )

function areaOf(properties: Record<string, unknown>, areas: MapArea[]): MapArea | undefined {
  const texts = Object.values(properties).filter((value) => typeof value === 'string')
  return (
    areas.find((area) => texts.some((text) => text.trim().toUpperCase() === area.gss_code)) ??
    areas.find((area) => texts.some((text) => foldForSearch(text) === foldForSearch(area.name)))
  )
}

/** North is up; a degree of longitude is as long as it is at the middle of the map. */
function projection(points: Point[]) {
  const isDegrees = points.every(([x, y]) => Math.abs(x) <= 180 && Math.abs(y) <= 90)
  const [south, north] = extent(points, 1)
  const narrowing = isDegrees ? Math.cos((((south + north) / 2) * Math.PI) / 180) : 1
  const [west, east] = extent(points, 0)
  const [across, down] = [(east - west) * narrowing, north - south]
  const scale = longSide / (Math.max(across, down) || 1)
  const margin = 8
  return {
    project: ([x, y]: Point): Point => [
      Math.round((x - west) * narrowing * scale) + margin,
      Math.round((north - y) * scale) + margin,
    ],
    width: Math.round(across * scale) + 2 * margin,
    height: Math.round(down * scale) + 2 * margin,
  }
}

function extent(points: Point[], axis: 0 | 1): [least: number, most: number] {
  let [least, most] = [Infinity, -Infinity]
  for (const point of points) {
    least = Math.min(least, point[axis])
    most = Math.max(most, point[axis])
  }
  return [least, most]
}

/** Without points that repeat or lie on the line between their neighbours, and without the last, which is the first. */
function tidied(ring: Ring): Ring {
  const kept: Ring = []
  for (const point of ring) {
    const last = kept.at(-1)
    if (last && last[0] === point[0] && last[1] === point[1]) continue
    const before = kept.at(-2)
    if (last && before && isBetween(before, last, point)) kept.pop()
    kept.push(point)
  }
  const [first, last] = [kept[0], kept.at(-1)]
  if (kept.length > 1 && first![0] === last![0] && first![1] === last![1]) kept.pop()
  return kept
}

const isBetween = (a: Point, b: Point, c: Point) =>
  (b[0] - a[0]) * (c[1] - b[1]) === (b[1] - a[1]) * (c[0] - b[0]) &&
  (b[0] - a[0]) * (c[0] - b[0]) >= 0 &&
  (b[1] - a[1]) * (c[1] - b[1]) >= 0

const dot = ([x, y]: Point): Ring => [
  [x - 3, y],
  [x, y - 3],
  [x + 3, y],
  [x, y + 3],
]

/** `M` to the first point, then the way from each to the next, which is short. */
const pathOf = (polygon: Ring[]): string =>
  polygon
    .filter((ring) => ring.length > 2)
    .map((ring) => {
      const steps = ring.slice(1).map(([x, y], index) => `${x - ring[index]![0]} ${y - ring[index]![1]}`)
      return `M${ring[0]!.join(' ')}l${steps.join(' ')}z`
    })
    .join('')

/** The point of the largest part that is farthest from its edge, on a grid that is looked at more closely three times. */
function labelOf(polygons: Ring[][]): Pick<Shape, 'label_x' | 'label_y' | 'label_room'> {
  const largest = polygons.toSorted((a, b) => areaSize(b[0]!) - areaSize(a[0]!))[0]!
  let [[left, right], [top, bottom]] = [extent(largest[0]!, 0), extent(largest[0]!, 1)]
  let best = { x: largest[0]![0]![0], y: largest[0]![0]![1], room: 0 }
  const steps = 12
  for (let round = 0; round < 3; round++) {
    const [dx, dy] = [(right - left) / steps, (bottom - top) / steps]
    for (let column = 0; column <= steps; column++)
      for (let row = 0; row <= steps; row++) {
        const [x, y] = [left + column * dx, top + row * dy]
        const room = roomAt(largest, x, y)
        if (room > best.room) best = { x, y, room }
      }
    ;[left, right, top, bottom] = [best.x - dx, best.x + dx, best.y - dy, best.y + dy]
  }
  return { label_x: Math.round(best.x), label_y: Math.round(best.y), label_room: Math.round(best.room) }
}

function areaSize(ring: Ring): number {
  let doubled = 0
  for (const [index, [x, y]] of ring.entries()) {
    const [nextX, nextY] = ring[(index + 1) % ring.length]!
    doubled += x * nextY - nextX * y
  }
  return Math.abs(doubled) / 2
}

/** How far the nearest edge is; negative outside. */
function roomAt(polygon: Ring[], x: number, y: number): number {
  let isInside = false
  let nearest = Infinity
  for (const ring of polygon)
    for (const [index, a] of ring.entries()) {
      const b = ring[(index + 1) % ring.length]!
      if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) isInside = !isInside
      nearest = Math.min(nearest, distance(x, y, a, b))
    }
  return isInside ? nearest : -nearest
}

function distance(x: number, y: number, a: Point, b: Point): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  const along = Math.min(1, Math.max(0, ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy || 1)))
  return Math.hypot(x - a[0] - along * dx, y - a[1] - along * dy)
}
