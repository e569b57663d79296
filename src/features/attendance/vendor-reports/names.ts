/** What a vendor adds to a person's name, taken off again: pure. */
import { clean } from '../../../lib/text.ts'
import { keyOf } from './headings.ts'

export interface ShownName {
  name: string
  /** The file says that the person came from outside, so a member of that name may be somebody else. */
  is_outsider: boolean
  /** "(Host)", where a vendor has no column for it. */
  role: string | null
}

const keysOf = (list: string) => new Set(list.split('|').map(keyOf))

const outsiders = keysOf(
  'Guest|Gast|Invité|Invitée|Invité(e)|Invitado|Invitada|Ospite|Convidado|Convidada|Gość|Gäst|Gæst|Gjest|Vieras|Host (guest)|External|Extern|Externe|Externo|Esterno|Zewnętrzny|Ekstern|EXT|Vendor|Anonymous|Anonym|Nieznany',
)
const unverified = keysOf(
  'Unverified|Nicht verifiziert|Nicht überprüft|Nicht bestätigt|Non vérifié|Non vérifiée|No verificado|No comprobado|Sin verificar|Non verificato|Niet geverifieerd|Niet-geverifieerd|Não verificado|Niezweryfikowany|Niezweryfikowane|Ej verifierad|Overifierad|Ikke bekræftet|Ikke bekreftet|Me|You|Moi|Ich|Yo|Io|Eu|Ja',
)
const roles = keysOf(
  'Host|Co-host|Cohost|Organizer|Organiser|Presenter|Panelist|Panellist|Gastgeber|Co-Host, me|Host, me|Organisator|Organisateur|Organizador',
)
const devices =
  /^(?:i?phone|i-?phone \d.*|ipad|ipod|android|galaxy.*|samsung.*|sm-\w+|pixel.*|huawei.*|xiaomi.*|redmi.*|oneplus.*|nokia.*|motorola.*|moto .*|mobile|tablet|laptop|pc|desktop|macbook.*|mac|windows.*|chromebook|telephone|phone|call-in user ?\d*)$/i
const pronouns = /^(?:she|he|they|ze|xe|any|sie|er|elle|il)(?:\s*[/,]\s*\p{L}+){1,3}$/iu

/** `Priya (Guest)` is Priya, `iPhone (Brian Smith)` is Brian Smith; `Sam Lee (Housing)` is left as it is. */
export function shownName(cell: string): ShownName {
  const shown: ShownName = { name: clean(cell).slice(0, 200), is_outsider: false, role: null }
  for (let turn = 0; turn < 5; turn++) {
    const behind = /^(.+?)\s*[([（]([^()[\]（）]*)[)\]）]$/.exec(shown.name)
    const before = /^[([（]([^()[\]（）]*)[)\]）]\s*(.+)$/.exec(shown.name)
    if (behind && takesMark(shown, behind[2]!)) shown.name = behind[1]!
    else if (before && takesMark(shown, before[1]!)) shown.name = before[2]!
    else if (behind && devices.test(behind[1]!) && /\p{L}{2}/u.test(behind[2]!)) shown.name = behind[2]!.trim()
    else break
  }
  return shown
}

function takesMark(shown: ShownName, mark: string): boolean {
  const key = keyOf(mark)
  if (outsiders.has(key)) shown.is_outsider = true
  else if (roles.has(key)) shown.role ??= mark.trim()
  else if (!unverified.has(key) && !pronouns.test(mark.trim())) return false
  return true
}
