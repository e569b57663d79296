/** Takes out of a picture of a certificate what nobody sees: it is sent with a page, to phones too. */

/** Typst writes hundredths as floats ("0.41999996"), and pictures inside in base64, which does not pack. */
export const slim = (svg: string): string =>
  svg
    .replace(/(?<= d=")[^"]*/g, slimPath)
    .replace(
      /"data:image\/svg\+xml;base64,([^"]*)"/g,
      (_, base64: string) => `"${svgUri(Buffer.from(base64, 'base64').toString())}"`,
    )
    .replace(/>\s+</g, '><')

const slimPath = (path: string): string =>
  path
    .replace(/-?\d+\.\d+/g, (number) => String(Number(Number(number).toFixed(2))))
    .replace(/(?<=[a-z]) | (?=[a-z-])/gi, '')

/** An SVG as an address, for attributes in double quotes. */
export const svgUri = (svg: string): string => `data:image/svg+xml,${svg.replace(/[%#<>"&]/g, encodeURIComponent)}`
