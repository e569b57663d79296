/** What a brand colour must be: pure. */

/** '#1d3557' from what a person typed ('1D3557', '#abc'); null if it is no colour. */
export function readColour(typed: string): string | null {
  const digits = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(typed.trim())?.[1]?.toLowerCase()
  if (!digits) return null
  return `#${digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits}`
}

/** WCAG's contrast of white text on the colour, in tenths and rounded down: 45 is '4.5 to 1'. */
export function contrastWithWhite(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((from) => {
    const share = Number.parseInt(colour.slice(from, from + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  return Math.floor((1.05 / (luminance + 0.05)) * 10)
}

export const leastContrast = 45
export const contrastWords = (contrast: number) => `${Math.floor(contrast / 10)}.${contrast % 10} to 1`
