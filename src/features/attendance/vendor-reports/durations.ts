/** How long somebody was there, as reports in many languages write it. */

const unitSeconds: [RegExp, number][] = [
  [
    /^(h|hr|hrs|hours?|std|stunden?|heures?|horas?|or[ae]|uur|uren|u|godz|godzin[ay]?|tim|timm[ae]r?|timer?|t|tuntia?|hod|hodin[ay]?|óra|saat|sa|ч|час(а|ов)?|год|時間|小时|小時|시간)$/u,
    3600,
  ],
  [/^(m|min|mins|minut\p{L}*|dk|dakika|perc|мин\p{L}*|хв|分|分钟|分鐘|분)$/u, 60],
  [/^(s|se[ckg]s?|second\p{L}*|seconden|sekund\p{L}*|sekunt\p{L}*|segund\p{L}*|sn|saniye|mp|с|сек\p{L}*|秒|초)$/u, 1],
]

/**
 * Seconds, or null when the text is no duration. `1h 2m 3s`, `1 Std. 2 Min. 3 Sek.`, `1 hr 2 min`, `01:02:03`, `58:10`
 * (minutes and seconds), `PT1H2M`; a bare number is in `bareUnit`, which is what the heading says.
 */
export function parseDuration(text: string, bareUnit: 'minutes' | 'seconds' | 'hours' = 'minutes'): number | null {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
  if (plain === '' || plain.length > 60) return null
  if (/^\d{1,6}([.,]\d{1,6})?$/.test(plain)) {
    const factor = bareUnit === 'hours' ? 3600 : bareUnit === 'minutes' ? 60 : 1
    return Math.round(Number(plain.replace(',', '.')) * factor)
  }
  const clock = /^(\d{1,3}):([0-5]\d)(?::([0-5]\d)(?:[.,]\d+)?)?$/.exec(plain)
  if (clock) {
    const [first, second, third] = [Number(clock[1]), Number(clock[2]), clock[3]]
    return third === undefined ? first * 60 + second : first * 3600 + second * 60 + Number(third)
  }
  return parseUnits(plain)
}

function parseUnits(plain: string): number | null {
  const words = plain.replace(/^pt(?=\d)/, '').replace(/^<\s*(?=\d)/, '')
  let seconds = 0
  let found = 0
  let last = Infinity
  const rest = words.replace(/(\d{1,6}(?:[.,]\d{1,6})?)\s*(\p{L}+)\.?/gu, (whole, amount: string, unit: string) => {
    const size = unitSeconds.find(([pattern]) => pattern.test(unit))?.[1]
    // Largest first, each once: anything else is not a duration but happens to hold numbers and letters.
    if (size === undefined || size >= last) return whole
    last = size
    found++
    seconds += Number(amount.replace(',', '.')) * size
    return ''
  })
  if (found === 0 || /[^\s,]/.test(rest.replace(/(?<!\p{L})(and|und|et|y|e|en|i|och|og)(?!\p{L})/gu, ''))) return null
  return Math.round(seconds)
}
