/** The time for which a browser keeps choices in cookies: language and time zone. In s. */
export const CHOICE_AGE_S = 365 * 24 * 3_600;
