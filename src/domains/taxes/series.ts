/** Since 18 the company defines whether prices include tax, and a tax only where it differs. */
export const FIRST_WITH_COMPANY_INCLUSION = 18;

/** Since 19 taxes name the taxes that they replace, and positions have taxes instead of lines. */
export const FIRST_WITHOUT_LINES = 19;

/** Since 19 the first position that fits by its sequence is taken; before, the most specific one. */
export const FIRST_BY_SEQUENCE = 19;

/** Since 18 all positions are ranked at once; 17 searches one kind after the other. */
export const FIRST_BY_RANK = 18;

/** Since 19 order lines keep all decimals of a price; before, those of *Product Price*. */
export const FIRST_WITH_EXACT_PRICES = 19;
