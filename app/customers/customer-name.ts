const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** How a customer is called: the family name first where names are written so. Null when Shopify tells no name. */
export function customerName(name: {
  firstName: string | null;
  lastName: string | null;
}): string | null {
  const { firstName, lastName } = name;
  const familyFirst = CJK.test(`${firstName}${lastName}`);
  const parts = familyFirst ? [lastName, firstName] : [firstName, lastName];
  return parts.filter((part) => part?.trim()).join(" ") || null;
}
