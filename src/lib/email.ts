/** E-mail addresses as we accept them, and what their domains tell. Rooms import these through `text.ts`. */
import { domainToASCII } from 'node:url'
import { oneEditApart } from './one-edit.ts'

/**
 * Our own strict grammar: a dot-atom of at most 64 ASCII characters, and a domain of two or more labels ending in
 * letters; 254 characters at most. No quotes, comments, groups, line breaks or IP addresses, so an accepted address can
 * stand in an SMTP command and a header as it is. A domain in another script is taken in its punycode form only
 * (`normaliseEmail` makes it); a local part in another script is refused, because not every mail server carries it.
 */
export function isEmailAddress(text: string): boolean {
  if (text.length > 254) return false
  const at = text.lastIndexOf('@')
  const local = text.slice(0, at)
  return (
    at > 0 &&
    at <= 64 &&
    /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i.test(local) &&
    isDomain(text.slice(at + 1))
  )
}

/**
 * What a person meant by the address: surrounding spaces, invisible characters, `mailto:`, `<…>` (with a name before
 * it) and trailing punctuation gone, ASCII letters in lower case, the domain in punycode. It may still be no address:
 * ask `isEmailAddress` about the result, and store and write to the result only.
 */
export function normaliseEmail(text: string): string {
  let address = text.replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u00ad\ufeff]/g, '').trim()
  address = /<([^<>]*)>[\s.,;:!?>)]*$/.exec(address)?.[1] ?? address
  // The lookbehind starts each run once: without it a long run would be tried from each of its characters.
  address = address.replace(/^(?:[\s<]|mailto:)+/i, '').replace(/(?<![\s.,;:!?>)])[\s.,;:!?>)]+$/, '')
  // ASCII only: toLowerCase would turn the Kelvin sign in a local part into somebody else's k.
  address = address.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  const domain = emailDomain(address)
  if (!/[\u0080-\uffff]/.test(domain)) return address
  const ascii = domainToASCII(domain)
  return ascii === '' ? address : address.slice(0, address.length - domain.length) + ascii
}

/** What stands after the last @, in lower case; '' without one. */
export function emailDomain(email: string): string {
  const at = email.lastIndexOf('@')
  return at < 0 ? '' : email.slice(at + 1).toLowerCase()
}

/**
 * Whether a domain is shared by people of many organisations, so that none may claim it: the public mail providers
 * (and everything below them), the mail service of the whole NHS, and endings such as `gov.uk` themselves.
 */
export function isPublicMailDomain(domain: string): boolean {
  const name = domain.toLowerCase()
  if (sharedEndings.has(name)) return true
  const labels = name.split('.')
  return labels.some((_, start) => {
    const above = labels.slice(start).join('.')
    return publicDomains.has(above) || publicFamilies.test(above)
  })
}

/** The address that was probably meant (`amina@gmial.com` gives `amina@gmail.com`), or null. Only ever ask, never change. */
export function likelyTypo(email: string): string | null {
  const domain = emailDomain(email)
  if (!isEmailAddress(email) || isPublicMailDomain(domain)) return null
  const meant = oftenMistyped.find((known) => oneEditApart(known, domain)) ?? withMendedEnding(domain)
  return meant === domain ? null : email.slice(0, email.length - domain.length) + meant
}

function isDomain(text: string): boolean {
  return (
    text.length <= 253 &&
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])$/i.test(text)
  )
}

function withMendedEnding(domain: string): string {
  return domain
    .replace(/\.(con|cmo|ocm|vom|xom|comm|coom)$/, '.com')
    .replace(/\.(gov|co|org|ac|police|nhs|sch)\.(u|k|ku|uj|ul|yk|ik|jk|ukk|uuk)$/, '.$1.uk')
}

// Names short enough to be one letter from somebody else's real domain (sky, aol, me) are left out.
// prettier-ignore
const oftenMistyped = [
  'gmail.com', 'googlemail.com', 'hotmail.com', 'hotmail.co.uk', 'outlook.com', 'yahoo.com', 'yahoo.co.uk',
  'icloud.com', 'btinternet.com', 'virginmedia.com', 'talktalk.net', 'ntlworld.com', 'protonmail.com',
]

const publicFamilies =
  /^(hotmail|live|outlook|yahoo|aol|gmx|yandex|proton|protonmail|zoho|zohomail|ymail|rocketmail)\.(com|net|[a-bd-z][a-z]|c[a-np-z]|com?\.[a-z]{2})$/

const publicDomains = new Set(
  `gmail.com googlemail.com msn.com passport.com windowslive.com icloud.com me.com mac.com aim.com btinternet.com
  btopenworld.com btclick.com talk21.com sky.com virginmedia.com virgin.net ntlworld.com ntlbusiness.com blueyonder.co.uk
  talktalk.net talktalk.co.uk tiscali.co.uk lineone.net tesco.net o2.co.uk orange.net orange.co.uk wanadoo.co.uk
  freeserve.co.uk fsmail.net plus.com plus.net plusnet.com force9.co.uk zen.co.uk supanet.com onetel.com ukgateway.net
  cwctv.net ee.co.uk three.co.uk vodafone.net hushmail.com hush.com pm.me protonmail.ch mail.com email.com post.com usa.com
  inbox.com fastmail.com fastmail.fm fastmail.co.uk hey.com tutanota.com tutanota.de tuta.io tuta.com tutamail.com mail.ru
  bk.ru list.ru inbox.ru rambler.ru ukr.net qq.com 163.com 126.com sina.com naver.com daum.net hanmail.net rediffmail.com
  web.de t-online.de freenet.de wp.pl o2.pl onet.pl interia.pl seznam.cz libero.it virgilio.it orange.fr wanadoo.fr free.fr
  laposte.net sfr.fr terra.com.br uol.com.br bigpond.com comcast.net verizon.net att.net sbcglobal.net bellsouth.net
  cox.net charter.net earthlink.net juno.com mailinator.com guerrillamail.com sharklasers.com 10minutemail.com yopmail.com
  temp-mail.org trashmail.com duck.com simplelogin.com privaterelay.appleid.com startmail.com runbox.com posteo.de
  posteo.net mailbox.org disroot.org riseup.net lycos.com lycos.co.uk excite.com fsnet.co.uk live.com.au`.split(/\s+/),
)

// Nobody's own: everyone under it would be covered. nhs.net is one mail service for every NHS employer.
const sharedEndings = new Set(
  `uk co.uk org.uk gov.uk ac.uk nhs.uk police.uk sch.uk me.uk ltd.uk plc.uk net.uk mod.uk herts.sch.uk cymru wales scot com
  org net eu nhs.net pnn.police.uk`.split(/\s+/),
)
