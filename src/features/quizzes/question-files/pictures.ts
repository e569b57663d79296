/** The pictures of the questions of a file: found, held to what a picture may be, and put where they stood; what is lost is named. */
import { createHash } from 'node:crypto'
import { withoutMetadata } from '../../../lib/picture-metadata.ts'
import { readPicture } from '../../../lib/pictures.ts'
import type { Picture } from '../../../lib/pictures.ts'
import { truncate } from '../../../lib/text.ts'
import { mostPictureBytes, mostPictures } from '../pictures.ts'
import { tidyLines } from './html.ts'
import type { Mark } from './marks.ts'
import { mapTexts, oneTooMany, takeMarks } from './marks.ts'
import type { FilePicture, FileQuestion } from './shape.ts'

/** Of one file. */
export const most = { pictures: 300, bytes: 40_000_000, pixels: 40_000_000, side: 12_000 }

/** The bytes, or why there are none: the end of a sentence that begins with the picture's name. */
export type Found = Buffer | string
export type FindPicture = (src: string) => Found | Promise<Found>

export const notInFile = 'is not in the file'
export const tooLarge = `is larger than ${mostPictureBytes / 1_000_000} MB`

type Kept = Omit<FilePicture, 'place' | 'alt' | 'is_decorative'>

/** Reads each picture once, whoever shows it, and no more than a file may have. */
export class PictureReader {
  private readonly seen = new Map<string, Kept | string>()
  private readonly find: FindPicture
  private count = 0
  private bytes = 0

  constructor(find: FindPicture) {
    this.find = find
  }

  async read(src: string): Promise<Kept | string> {
    const known = this.seen.get(src)
    if (known !== undefined) return known
    if (src === oneTooMany) return `and those after it are too many: a question may have ${mostPictures}`
    if (this.count >= most.pictures) return `is one too many: a file may have ${most.pictures} pictures`
    this.count++
    const kept = await this.look(src)
    this.seen.set(src, kept)
    return kept
  }

  private async look(src: string): Promise<Kept | string> {
    if (/^(https?:)?\/\//i.test(src)) return 'lies on another website, from which nothing is fetched'
    if (/^data:image\/svg/i.test(src)) return svgWords
    const found = await this.find(src)
    if (typeof found === 'string') return found
    const bytes = withoutMetadata(found)
    const read = lookAt(bytes)
    if (typeof read === 'string') return read
    if (this.bytes + bytes.length > most.bytes)
      return `is one too many: the pictures of a file may have ${most.bytes / 1_000_000} MB together`
    this.bytes += bytes.length
    return { ...read, sha256: createHash('sha256').update(bytes).digest('hex'), bytes }
  }
}

const svgWords = 'is an SVG, which can carry scripts: save it as PNG'

export type LookedAt = Pick<Picture, 'media_type' | 'width' | 'height'>

/** What the picture is, or why it cannot be taken. */
export function lookAt(bytes: Buffer): LookedAt | string {
  if (bytes.length > mostPictureBytes) return tooLarge
  const read = readPicture(bytes)
  if (read === null)
    return /^[^\0]{0,500}<svg\b/i.test(bytes.toString('latin1', 0, 600))
      ? svgWords
      : 'is not a PNG, JPEG, GIF or WebP picture'
  const { media_type, width, height, is_moving } = read
  if (is_moving) return 'moves: save one still of it'
  if (width > most.side || height > most.side || width * height > most.pixels)
    return 'has more dots than a phone can show: save it smaller'
  return { media_type, width, height }
}

/** What stands in the place of words that were a picture alone. */
export const pictureWords = (number: number): string => `Picture ${number}`

/** The question with plain texts and its pictures beside them. */
export async function takePictures(
  marked: FileQuestion,
  reader: PictureReader,
  restore: (text: string) => string = (text) => text,
): Promise<FileQuestion> {
  const found: { mark: Mark; place: FilePicture['place'] }[] = []
  let films = 0
  let inParts = 0
  const read = mapTexts(marked, (text, place) => {
    const { text: bare, marks } = takeMarks(text)
    if (marks.length === 0) return restore(text)
    const pictures = marks.filter(({ kind }) => kind === 'picture')
    films += marks.length - pictures.length
    if (place !== 'title') for (const mark of pictures) found.push({ mark, place: place === 'part' ? 'text' : place })
    const plain = restore(tidyLines(bare))
    if (place !== 'part' || pictures.length === 0) return plain
    inParts++
    return plain || pictures.map(({ alt }) => alt).find(Boolean) || pictureWords(found.length)
  })
  if (found.length === 0 && films === 0) return read
  const pictures: FilePicture[] = []
  const lost: string[] = []
  const saidInstead = new Map<FilePicture['place'], string[]>()
  for (const [index, { mark, place }] of found.entries()) {
    const kept = await reader.read(mark.src)
    const fault =
      typeof kept === 'string'
        ? kept
        : pictures.length >= mostPictures
          ? `is one too many: a question may have ${mostPictures}`
          : null
    if (fault !== null) {
      lost.push(`${nameOf(mark, index + 1)} ${fault}.`)
      if (!mark.is_decorative) saidInstead.set(place, [...(saidInstead.get(place) ?? []), mark.alt])
    } else {
      const alt = mark.is_decorative ? '' : truncate(tidyLines(mark.alt).replaceAll('\n', ' '), 500)
      pictures.push({ ...(kept as Kept), place, alt, is_decorative: mark.is_decorative })
    }
  }
  // Words that stood for a picture stand for it all the more when it is lost.
  const orAlt = (text: string, place: FilePicture['place']): string =>
    text || tidyLines((saidInstead.get(place) ?? []).join(' '))
  return {
    ...read,
    text: orAlt(read.text, 'text'),
    options: read.options.map((option, at) => ({ ...option, text: orAlt(option.text, `option-${at + 1}`) })),
    ...(pictures.length > 0 ? { pictures } : {}),
    ...(lost.length > 0 ? { lost: [...(read.lost ?? []), ...lost] } : {}),
    ...(inParts > 0 && pictures.length > 0 ? { has_moved_pictures: true } : {}),
    ...(films > 0 ? { films } : {}),
  }
}

/** As its author knows it: by the name of its file, else its words, else its place. */
function nameOf({ src, alt }: Mark, number: number): string {
  const file = /^data(:|-uri-)/.test(src) ? '' : (src.split(/[?#]/)[0]!.split('/').at(-1) ?? '')
  const words = decoded(file) || alt
  return words === '' ? `Picture ${number}` : `The picture “${truncate(words, 60)}”`
}

/** `%20` is a blank; what is not written so stays as it is. */
export function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
