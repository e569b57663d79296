/** Writes a time as the rest of the product does: 9:05pm. */
export function clock(date) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    hour: 'numeric',
    minute: '2-digit',
    hour12: true,
    timeZone: 'Europe/London',
  }).format(date)
  return parts.replace(/\s/g, '').toLowerCase()
}
