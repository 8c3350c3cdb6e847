/** Beyond this length some systems cut a mail address off; then the text is only on the clipboard. */
const LONGEST = 1800;

/** A `mailto:` address with subject and text; without the text where it would be too long. */
export function mailTo(address: string, subject: string, text: string): string {
  const to = encodeURIComponent(address).replace("%40", "@");
  const head = `mailto:${to}?subject=${encodeURIComponent(subject)}`;
  const whole = `${head}&body=${encodeURIComponent(text.replaceAll("\n", "\r\n"))}`;
  return whole.length > LONGEST ? head : whole;
}
