/** Draws the engraved frame of the certificate, as on a banknote, in the force's colour. */

const page = { width: 297, height: 210 }
const margin = 9
const band = 6.4
const period = 5.6
const phases = 4

/** Paths are millimetres; two decimals are finer than any printer and keep the file small. */
function n(value: number) {
  return String(Math.round(value * 100) / 100)
}

/** One sine of whole periods from (0, 0) to (length, 0), as cubics from crest to trough, which a printer draws exactly. */
function wave(length: number, amplitude: number, phase: number) {
  const halves = Math.round(length / period) * 2
  const half = length / halves
  const handle = half * 0.3642
  const shift = (phase / phases) * half * 2
  let x = -shift
  let y = amplitude
  let path = `M${n(x)} ${n(y)}`
  for (let i = 0; i <= halves + phases; i++) {
    path += `C${n(x + handle)} ${n(y)} ${n(x + half - handle)} ${n(-y)} ${n(x + half)} ${n(-y)}`
    x += half
    y = -y
  }
  return path
}

/** A closed curve of petals for the corners, where the waves of two sides would otherwise clash. */
function rosette(radius: number, petals: number, depth: number, turn: number) {
  const steps = petals * 24
  let path = ''
  for (let i = 0; i <= steps; i++) {
    const angle = (i / steps) * Math.PI * 2
    const r = radius * (1 - depth + depth * Math.cos(petals * angle + turn))
    path += `${i === 0 ? 'M' : 'L'}${n(r * Math.cos(angle))} ${n(r * Math.sin(angle))}`
  }
  return `${path}Z`
}

/** The whole frame as SVG of the page's size. `colour` is already checked: it goes into markup. */
export function borderSvg(colour: string): string {
  const inner = { x: page.width - 2 * (margin + band), y: page.height - 2 * (margin + band) }
  const amplitude = band / 2 - 0.55
  const middle = margin + band / 2
  const waves = (length: number) =>
    Array.from({ length: phases }, (_, phase) => `<path d="${wave(length, amplitude, phase)}"/>`).join('')
  const side = (id: string, length: number, transforms: string[]) =>
    `<clipPath id="${id}"><rect x="0" y="${-band / 2}" width="${n(length)}" height="${band}"/></clipPath>` +
    transforms
      .map((transform) => `<g transform="${transform}"><g clip-path="url(#${id})">${waves(length)}</g></g>`)
      .join('')
  const corners = [
    [middle, middle],
    [page.width - middle, middle],
    [page.width - middle, page.height - middle],
    [middle, page.height - middle],
  ]
  const flower = [0, 1, 2]
    .map((i) => `<path d="${rosette(band / 2 - 0.55, 8, 0.3, (i * Math.PI * 2) / 3)}"/>`)
    .concat(`<path d="${rosette(band / 5, 8, 0.35, 0)}"/>`)
    .join('')
  const box = (inset: number, width: number) =>
    `<rect x="${n(inset)}" y="${n(inset)}" width="${n(page.width - 2 * inset)}" height="${n(page.height - 2 * inset)}" ` +
    `stroke-width="${width}"/>`
  const across = margin + band
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${page.width}mm" height="${page.height}mm" ` +
    `viewBox="0 0 ${page.width} ${page.height}"><g fill="none" stroke="${colour}">` +
    box(margin, 0.7) +
    box(margin + band, 0.25) +
    `<g stroke-width="0.09" stroke-opacity="0.75">` +
    side('h', inner.x, [`translate(${across} ${middle})`, `translate(${across} ${n(page.height - middle)})`]) +
    side('v', inner.y, [
      `translate(${middle} ${across}) rotate(90)`,
      `translate(${n(page.width - middle)} ${across}) rotate(90)`,
    ]) +
    corners.map(([x, y]) => `<g transform="translate(${n(x ?? 0)} ${n(y ?? 0)})">${flower}</g>`).join('') +
    `</g></g></svg>`
  )
}
