declare const brand: unique symbol

/** A value that looks like its base type but can't be mixed up with another of the same base. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }
