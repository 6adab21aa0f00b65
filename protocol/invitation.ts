import { z } from "zod";
import { Email } from "./account";

const Domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .regex(/^@?([a-z0-9-]+\.)+[a-z0-9-]+$/)
  .transform((domain) => (domain.startsWith("@") ? domain : `@${domain}`));

/** An address, or a domain with or without its @. A domain does not include its subdomains. */
export const AllowedPattern = z.union([Email, Domain]);

export const InviteRequest = z.strictObject({
  /** A note for the administrator: the person whom it is for. */
  note: z
    .string()
    .trim()
    .max(100)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u)
    .default(""),
  /** The number of people who may accept it. */
  uses: z.coerce.number().int().min(1).max(1_000).default(1),
  days: z.coerce.number().int().min(1).max(365).default(7),
});

export const AcceptRequest = z.strictObject({ token: z.string().regex(/^[\w-]{1,100}$/) });
