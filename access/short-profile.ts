/** The store refuses longer ones (prisma/migrations/20261129110000_text_lengths). */
const LONGEST_NAME = 200;
const LONGEST_IMAGE = 2_000;

type Profile = { readonly name?: string | undefined; readonly image?: string | null | undefined };

/** Cuts what a provider says of a person to what the store takes. */
export function shortProfile<P extends Profile>(profile: P): P {
  const { name, image } = profile;
  return {
    ...profile,
    ...(name !== undefined && { name: [...name].slice(0, LONGEST_NAME).join("") }),
    ...(image && image.length > LONGEST_IMAGE && { image: null }),
  };
}
