/** The store refuses longer values (prisma/migrations/20261129110000_text_lengths). */
const LONGEST_NAME = 200;
const LONGEST_IMAGE = 2_000;

type Profile = { readonly name?: string | undefined; readonly image?: string | null | undefined };

/** Cuts the profile of a provider to the lengths that the store accepts. */
export function shortProfile<P extends Profile>(profile: P): P {
  const { name, image } = profile;
  return {
    ...profile,
    ...(name !== undefined && { name: [...name].slice(0, LONGEST_NAME).join("") }),
    ...(image && image.length > LONGEST_IMAGE && { image: null }),
  };
}
