/** Draws a QR code as one vector path, sharp at any size: pure. */
import type { QRCode } from 'qrcode'

/** `margin`: so many white modules around it, or scanners miss it; `onScreen`: on white whatever the page's colours are. */
export function qrSvg(
  { modules }: QRCode,
  { margin, onScreen = false }: { margin: number; onScreen?: boolean },
): string {
  let path = ''
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) {
      if (!modules.get(y, x)) continue
      let end = x + 1
      while (end < modules.size && modules.get(y, end)) end++
      path += `M${x + margin} ${y + margin}h${end - x}v1h${x - end}z`
      x = end
    }
  }
  const side = modules.size + 2 * margin
  const white = onScreen ? `<path fill="#fff" d="M0 0h${side}v${side}H0z"/>` : ''
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"${onScreen ? ' shape-rendering="crispEdges"' : ''}>${white}<path d="${path}"/></svg>`
}
