/** What the design of a programme put on a paper, for its HTML twin and for whoever checks it: pure. */
import { secondLanguages } from '../design.ts'
import { dayInWords, words } from '../pdf/words.ts'
import type { FirstWord } from '../rules.ts'
import type { CertificateRow } from '../queries/certificates.ts'

const rightToLeft = ['ar', 'fa', 'ur']

const labelsOf = (language: string) => (language === 'en' || language === 'cy' ? words[language] : null)

/** Labels and dates are repeated only in the languages whose labels we have, as on the paper. */
function secondOf({ facts, awarded_on, paper_valid_to }: CertificateRow) {
  const second = facts.design?.second
  if (!second) return null
  const say = labelsOf(second.language)
  return {
    ...second,
    dir: rightToLeft.includes(second.language) ? 'rtl' : 'ltr',
    above_name: second.above_name ?? say?.awarded_to ?? null,
    words: say && { ...say, title: undefined, signature_of: undefined },
    awarded_words: say && dayInWords(awarded_on, say.locale),
    valid_words: say && dayInWords(paper_valid_to, say.locale),
  }
}

/** Of the first words, in which language each is: a paper in Welsh may say in English what nobody gave in Welsh. */
function languagesOf({ facts }: CertificateRow): Record<FirstWord, 'en' | 'cy'> {
  const of = (word: FirstWord) => (facts.design?.in_english?.includes(word) ? 'en' : facts.language)
  return { programme_name: of('programme_name'), wording: of('wording'), further_line: of('further_line') }
}

/** Above and below the name, the signature, the marks and the second language of the twin. */
export function designedOnPaper(certificate: CertificateRow) {
  const { facts } = certificate
  const { design } = facts
  const say = words[facts.language]
  return {
    above_name: design?.above_name ?? say.awarded_to,
    further_line: design?.further_line ?? null,
    lang_of: languagesOf(certificate),
    second: secondOf(certificate),
    signature: design?.signature
      ? { href: `/certificates/${certificate.id}/signature`, alt: say.signature_of(facts.signatory_name) }
      : null,
    endorsers: (design?.endorsers ?? []).map(({ name, file_id }) => ({ name, href: `/logo/${file_id}` })),
  }
}

/** The sentences of the paper, who signed and who endorsed it: what somebody who alters a paper would alter. */
export function saidOnPaper(certificate: CertificateRow) {
  const { facts } = certificate
  const { above_name, further_line, lang_of, second, endorsers } = designedOnPaper(certificate)
  const lines = (said: [text: string | null, lang: string][]) =>
    said.flatMap(([text, lang]) => (text === null || text === '' ? [] : [{ text, lang }]))
  const seconds = [second?.programme_name, second?.above_name, second?.wording, second?.further_line]
  return {
    programme_lang: lang_of.programme_name,
    says: {
      dir: 'ltr',
      lines: lines([
        [above_name, facts.language],
        [facts.wording, lang_of.wording],
        [further_line, lang_of.further_line],
      ]),
    },
    says_second: second && {
      dir: second.dir,
      title: `The same in ${secondLanguages[second.language] ?? 'English'}`,
      lines: lines(seconds.map((text) => [text ?? null, second.language])),
    },
    signed_words: `${facts.signatory_name}, ${facts.signatory_title}`,
    endorsed_words: endorsers.map(({ name }) => name).join(', ') || null,
  }
}
