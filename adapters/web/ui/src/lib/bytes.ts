const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** A size as it is read: `812 byte`, `2.1 MB`, counted in steps of 1,024. */
export function bytes(size: number, locale?: string): string {
  const step = size < 1 ? 0 : Math.min(Math.floor(Math.log2(size) / 10), UNITS.length - 1);
  const value = size / 1024 ** step;
  const unit = UNITS[step] ?? "byte";
  const digits = step === 0 || value >= 100 ? 0 : 1;
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: digits }).format(value);
}
