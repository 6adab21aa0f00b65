/** A copy of plain data in which every date is `ms` later. */
export function shiftDates<T>(data: T, ms: number): T {
  return shifted(data, ms) as T;
}

function shifted(data: unknown, ms: number): unknown {
  if (data instanceof Date) return new Date(data.getTime() + ms);
  if (Array.isArray(data)) return data.map((one) => shifted(one, ms));
  if (data === null || typeof data !== "object" || Object.getPrototypeOf(data) !== Object.prototype) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, shifted(value, ms)]));
}
