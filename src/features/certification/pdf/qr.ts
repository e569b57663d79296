/** Draws the QR code of a web address as one vector path, sharp at any size. */
import qrcode from 'qrcode'

/** Rows of dark modules become rectangles; the white around the code is part of the picture, or scanners miss it. */
export function qrSvg(address: string): string {
  // Any mask reads as well as another on an address that ends in random letters; weighing all eight takes a millisecond,
  // and so does looking for stretches that could be packed tighter.
  const { modules } = qrcode.create([{ data: Buffer.from(address), mode: 'byte' }], {
    errorCorrectionLevel: 'M',
    maskPattern: 3,
  })
  const quiet = 2
  let path = ''
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) {
      if (!modules.get(y, x)) continue
      let end = x + 1
      while (end < modules.size && modules.get(y, end)) end++
      path += `M${x + quiet} ${y + quiet}h${end - x}v1h${x - end}z`
      x = end
    }
  }
  const side = modules.size + 2 * quiet
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><path d="${path}"/></svg>`
}
