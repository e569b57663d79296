/** What a file truly is, from its first bytes: the name and the browser's word count for nothing. Pure. */
import { safeFileName } from '../../lib/text.ts'
import { faultInZip } from '../../lib/zip-guard.ts'

const office = 'application/vnd.openxmlformats-officedocument.'

/** Folder in the zip -> kind. */
const officeKinds = [
  ['word/', `${office}wordprocessingml.document`, 'docx'],
  ['xl/', `${office}spreadsheetml.sheet`, 'xlsx'],
  ['ppt/', `${office}presentationml.presentation`, 'pptx'],
] as const

export interface FileKind {
  media_type: string
  extension: string
}

/** Videos and recordings may be larger than documents. */
export const mostBytes = { document: 10_000_000, media: 50_000_000 }

export const mostBytesOf = ({ media_type }: FileKind): number =>
  /^(video|audio)\/|^text\/vtt$/.test(media_type) ? mostBytes.media : mostBytes.document

/** PDF, Word, Excel, PowerPoint, PNG or JPEG; null for anything else, and for documents that carry macros. */
export function kindOfFile(bytes: Buffer): FileKind | null {
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return { media_type: 'application/pdf', extension: 'pdf' }
  if (bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')))
    return { media_type: 'image/png', extension: 'png' }
  if (bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))) return { media_type: 'image/jpeg', extension: 'jpg' }
  if (faultInZip(bytes) !== null) return null
  const names = entryNames(bytes)
  if (!names.includes('[Content_Types].xml') || names.some((name) => /vbaProject\.bin$/i.test(name))) return null
  const found = officeKinds.find(([folder]) => names.some((name) => name.startsWith(folder)))
  return found ? { media_type: found[1], extension: found[2] } : null
}

/** MP4, WebM, MP3, M4A, or captions in WebVTT with one cue at least; null for anything else. */
export function kindOfMedia(bytes: Buffer): FileKind | null {
  const brand = bytes.subarray(4, 8).toString('latin1') === 'ftyp' ? bytes.subarray(8, 12).toString('latin1') : null
  if (brand === 'M4A ' || brand === 'M4B ') return { media_type: 'audio/mp4', extension: 'm4a' }
  if (brand !== null && /^(isom|iso[2-9]|mp4[12]|avc1|M4V |dash|msnv)$/.test(brand))
    return { media_type: 'video/mp4', extension: 'mp4' }
  if (bytes.subarray(0, 4).equals(Buffer.from('1a45dfa3', 'hex')) && bytes.subarray(0, 64).includes('webm'))
    return { media_type: 'video/webm', extension: 'webm' }
  const isFrame = bytes[0] === 0xff && [0xfb, 0xf3, 0xf2, 0xfa].includes(bytes[1] ?? 0)
  if (bytes.subarray(0, 3).toString('latin1') === 'ID3' || isFrame)
    return { media_type: 'audio/mpeg', extension: 'mp3' }
  if (bytes.length > 1_000_000) return null
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '')
  if (/^WEBVTT([ \t\r\n]|$)/.test(text) && /-->/.test(text)) return { media_type: 'text/vtt', extension: 'vtt' }
  return null
}

/** Names in the zip's list of contents, which the guard has walked before. */
function entryNames(bytes: Buffer): string[] {
  const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'), bytes.length - 22)
  const names: string[] = []
  let at = bytes.readUInt32LE(end + 16)
  for (let entry = bytes.readUInt16LE(end + 10); entry > 0; entry--) {
    const length = bytes.readUInt16LE(at + 28)
    names.push(bytes.toString('utf8', at + 46, at + 46 + length))
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return names
}

/** The name people know it by, with the ending that its content has. */
export function fileNameFor(name: string, extension: string): string {
  const stem = safeFileName(name).replace(/\.[^.]*$/, '') || 'file'
  const ending = /\.jpeg$/i.test(name) && extension === 'jpg' ? 'jpeg' : extension
  return safeFileName(`${stem}.${ending}`)
}
