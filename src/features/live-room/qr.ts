/** A QR code as one vector path, for the trainer's screen. */
import qrcode from 'qrcode'

/** Four white modules around it, or scanners miss it. */
const quiet = 4

export function qrSvg(address: string): string {
  const { modules } = qrcode.create(address, { errorCorrectionLevel: 'M' })
  let path = ''
  for (let y = 0; y < modules.size; y++)
    for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) path += `M${x + quiet} ${y + quiet}h1v1h-1z`
  const size = modules.size + 2 * quiet
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`
}
