/** Says which characters of a text the carried fonts cannot print, so that nobody is handed a certificate with a box. */
import { familyMask, serifFamilies } from './fonts.ts'

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Spaces of every kind print as one space; what only steers line breaks in other programs is dropped. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u00ad\u200b\u2060\ufeff]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
}

/**
 * Characters of `text` no carried font can print; empty when all can.
 * A letter comes back with its marks, and an emoji whole, because that is what a person sees and can replace.
 */
export function unprintableCharacters(text: string): string[] {
  // Most names: no need to take them apart.
  if (/^[\x20-\x7e]*$/.test(text)) return []
  const found = new Set<string>()
  for (const { segment } of graphemes.segment(tidy(text))) if (!isPrintable(segment)) found.add(segment)
  return [...found]
}

/** Colour pictures are never letters of a name; a font that has a few of them in black would make it a lottery. */
const emoji = /\p{Emoji_Presentation}|\p{Emoji}\ufe0f|\u20e3|\p{Emoji_Modifier}/u

/** Overrides of direction can make a name read as another; marks that only guide (LRM, RLM) may stay. */
const refused = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffd]/u

/** Shaping needs no glyph for these: joiners, direction marks, variation selectors. */
const invisible = /[\u061c\u200c-\u200f]|\u034f|\p{Variation_Selector}/gu

function isPrintable(grapheme: string): boolean {
  if (refused.test(grapheme) || emoji.test(grapheme)) return false
  // A mark with no letter under it has nothing to sit on, and fonts show that as a dotted circle.
  if (/^\s?\p{M}/u.test(grapheme)) return false
  const visible = grapheme.replace(invisible, '')
  // Joiners between spaces and the like leave nothing to print.
  return visible === '' || (familiesWith(visible) | familiesWith(visible.normalize('NFD'))) !== 0
}

/** A letter and its marks are shaped together, so one font must have them all: one bit for each family that has. */
function familiesWith(cluster: string): number {
  let families = ~0
  for (const character of cluster) families &= familyMask(character.codePointAt(0) ?? 0)
  return families
}

/**
 * The families a text needs, in their order. Typst gets only these, because it carries the whole list with every word it
 * sets; and which family prints a letter does not change, since those left out have nothing that the kept ones lack.
 */
export function familiesFor(text: string): string[] {
  let needed = 1
  for (const { segment } of clusters(text)) {
    const cluster = segment.replace(invisible, '')
    const families = familiesWith(cluster) | familiesWith(cluster.normalize('NFD'))
    // The first that has it prints it; one more costs nothing, and shaping may prefer the composed or the loose form.
    needed |= families & -families
    const composed = familiesWith(cluster)
    needed |= composed & -composed
  }
  return serifFamilies.filter((_, index) => needed & (1 << index)).map(({ family }) => family)
}

function clusters(text: string): Iterable<{ segment: string }> {
  return /^[\x20-\x7e]*$/.test(text) ? [] : graphemes.segment(text)
}
