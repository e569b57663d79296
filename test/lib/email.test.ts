/** Addresses: strict where they go into a mail header, forgiving where a person typed them. */
import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { emailDomain, isEmailAddress, isPublicMailDomain, likelyTypo, normaliseEmail } from '../../src/lib/text.ts'
import { growth, linear } from '../support/growth.ts'

const corpus = new URL('../../../shared/data/email/tests.xml', import.meta.url).pathname

describe('isEmailAddress', () => {
  test.each([
    "sian.o'brien@council.example.uk",
    'A.B+hate-crime@sub.herts.gov.uk',
    'x@xn--bcher-kva.de',
    `${'a'.repeat(64)}@b.uk`,
    '_%&=@a-b.museum',
  ])('takes %s', (address) => expect(isEmailAddress(address)).toBe(true))

  test.each([
    '',
    'a',
    '@b.uk',
    'a@',
    'a@b',
    'a b@c.uk',
    'a@b.uk ',
    'a@b.uk\n',
    'a\r\nBcc:x@b.uk',
    '.a@b.uk',
    'a.@b.uk',
    'a..b@c.uk',
    '"a"@b.uk',
    'a(x)@b.uk',
    'a@[127.0.0.1]',
    'a@127.0.0.1',
    'a@b.1',
    'a@-b.uk',
    'a@b-.uk',
    'a@b..uk',
    'a@.uk',
    'a@b.uk.',
    'a@b@c.uk',
    'a,b@c.uk',
    'a;b@c.uk',
    '<a@b.uk>',
    'group:a@b.uk;',
    'é@b.uk',
    'a@bücher.de',
    'a@b_c.uk',
    'a\0@b.uk',
    `${'a'.repeat(65)}@b.uk`,
    `a@${'b'.repeat(64)}.uk`,
    `a@${'b.'.repeat(126)}uk`,
  ])('refuses %p', (address) => expect(isEmailAddress(address)).toBe(false))

  test('takes what fast-check calls an address, within our limits', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const domain = emailDomain(address)
        expect(isEmailAddress(address)).toBe(address.length <= 254 && /\.[a-z]{2,}$/.test(domain))
      }),
    )
  })

  test.each([
    ['a name without end', (size: number) => `${'a.'.repeat(size)}@`],
    ['a host without end', (size: number) => `a@${'a-'.repeat(size)}`],
    ['brackets and dots', (size: number) => `${'<'.repeat(size)}${'.'.repeat(size)}x`],
    ['dots and spaces', (size: number) => `${'. '.repeat(size)}x`],
  ])('the work grows with hostile input: %s', async (_what, text) => {
    const read = (input: string) => [isEmailAddress(input), normaliseEmail(input)]
    expect(await growth(text, read, 40_000)).toBeLessThan(linear)
  })
})

const describeWithCorpus = existsSync(corpus) ? describe : describe.skip
describeWithCorpus('beside the cases of is_email', () => {
  const cases = existsSync(corpus) ? casesOf(readFileSync(corpus, 'utf8')) : []

  test('nothing that is wrong or unusual there is taken here', () => {
    expect(cases.length).toBeGreaterThan(150)
    const taken = cases.filter(({ category, address }) => {
      return !['ISEMAIL_VALID_CATEGORY', 'ISEMAIL_DNSWARN'].includes(category) && isEmailAddress(address)
    })
    expect(taken).toEqual([])
  })

  test('what is valid there is taken here, but for endings that are no public domain, and quotes', () => {
    const refused = cases
      .filter(({ category }) => category === 'ISEMAIL_VALID_CATEGORY' || category === 'ISEMAIL_DNSWARN')
      .map(({ address }) => address)
      .filter((address) => !isEmailAddress(address))
    for (const address of refused) expect(address).toMatch(/^[^@]*@[^.]*$|\.[a-z]$|-[a-z]*$|"|^.{255,}$|\.\d+$/)
  })
})

describe('normaliseEmail', () => {
  test.each([
    [' Amina.Khan@Herts.Gov.UK ', 'amina.khan@herts.gov.uk'],
    ['mailto:Amina@herts.gov.uk', 'amina@herts.gov.uk'],
    ['Amina Khan <amina@herts.gov.uk>;', 'amina@herts.gov.uk'],
    ['<amina@herts.gov.uk', 'amina@herts.gov.uk'],
    ['amina@herts.gov.uk.,', 'amina@herts.gov.uk'],
    ['\ufeffamina@herts.gov.uk\u200b\u00a0', 'amina@herts.gov.uk'],
    ['kurt@Bücher.de', 'kurt@xn--bcher-kva.de'],
    ['', ''],
    ['no address', 'no address'],
  ])('%p is %p', (typed, address) => expect(normaliseEmail(typed)).toBe(address))

  test('does not turn a lookalike into somebody else’s address', () => {
    expect(isEmailAddress(normaliseEmail('mi\u212ae@herts.gov.uk'))).toBe(false)
    expect(isEmailAddress(normaliseEmail('ａmina@herts.gov.uk'))).toBe(false)
  })

  test('changes nothing twice', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.emailAddress(), fc.string({ unit: fc.constantFrom(...'aA@.<>:; ,é'.split('')) })),
        (text) => {
          expect(normaliseEmail(normaliseEmail(text))).toBe(normaliseEmail(text))
        },
      ),
    )
  })
})

test('the domain of an address is what stands after the last @, in lower case', () => {
  expect(emailDomain('a@Herts.Gov.uk')).toBe('herts.gov.uk')
  expect(emailDomain('none')).toBe('')
})

test('public mail domains and shared endings are known; organisations are not among them', () => {
  const shared = `gmail.com googlemail.com hotmail.com hotmail.co.uk hotmail.fr live.co.uk live.com outlook.com outlook.de
    yahoo.com yahoo.co.uk yahoo.com.au icloud.com me.com aol.com btinternet.com sky.com virginmedia.com talktalk.net
    ntlworld.com proton.me protonmail.com gmx.de gmx.net mail.com hey.com zoho.eu nhs.net gov.uk co.uk police.uk
    GMAIL.COM team.gmail.com`
  for (const domain of shared.split(/\s+/)) expect([domain, isPublicMailDomain(domain)]).toEqual([domain, true])
  const own = `welhat.gov.uk herts.police.uk hertfordshire.gov.uk mygmail.com live.org outlook.org.uk hotmail.co enherts-tr.nhs.uk
    b3living.org.uk sky.org`
  for (const domain of own.split(/\s+/)) expect([domain, isPublicMailDomain(domain)]).toEqual([domain, false])
})

describe('likelyTypo', () => {
  test.each([
    ['amina@gmial.com', 'amina@gmail.com'],
    ['amina@gmail.co', 'amina@gmail.com'],
    ['amina@hotmal.co.uk', 'amina@hotmail.co.uk'],
    ['amina@outlook.con', 'amina@outlook.com'],
    ['amina@welhat.gov.ik', 'amina@welhat.gov.uk'],
    ['amina@charity.org.u', null],
    ['amina@charity.con', 'amina@charity.com'],
  ])('%s is asked about as %s', (typed, meant) => expect(likelyTypo(typed)).toBe(meant))

  test.each([
    'amina@gmail.com',
    'amina@ymail.com',
    'amina@mail.com',
    'amina@welhat.gov.uk',
    'amina@hotmail.fr',
    'amina',
    '',
  ])('%p is left alone', (typed) => expect(likelyTypo(typed)).toBeNull())
})

/** The corpus writes control characters as their pictures (U+2400 and after). */
function casesOf(xml: string): { address: string; category: string }[] {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
  return [...xml.matchAll(/<test id="\d+">([\s\S]*?)<\/test>/g)].map(([, body = '']) => ({
    category: /<category>(.*?)</.exec(body)?.[1] ?? '',
    address: (/<address>([\s\S]*?)<\/address>/.exec(body)?.[1] ?? '')
      .replace(/&(?:#x([0-9a-f]+)|(\w+));/gi, (_, hex: string | undefined, name: string) =>
        hex ? String.fromCodePoint(parseInt(hex, 16)) : (entities[name] ?? ''),
      )
      .replace(/[\u2400-\u241f]/g, (picture) => String.fromCharCode(picture.charCodeAt(0) - 0x2400)),
  }))
}
