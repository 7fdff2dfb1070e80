/** What is bought: class, price of one and quantity of each line, and what shipping costs without tax. */
export interface ParityBasket {
  readonly lines: readonly (readonly [taxClass: string, price: string, quantity: number])[];
  readonly shipping?: string;
}

/** The classes of the recorded store. */
const CLASSES = ['standard', 'food-books', 'reduced-rate', 'zero-rate'] as const;

/** For each class one line, several lines with quantities, and odd cents; mixed classes; shipping alone and with goods. */
export const PARITY_BASKETS: readonly ParityBasket[] = [
  ...CLASSES.flatMap((taxClass): ParityBasket[] => [
    { lines: [[taxClass, '19.99', 1]] },
    {
      lines: [
        [taxClass, '33.33', 3],
        [taxClass, '0.07', 1],
        [taxClass, '104.35', 2],
      ],
    },
    { lines: [[taxClass, '1.37', 7]] },
    // The class of what is bought decides about shipping, even where it costs nothing.
    { lines: [[taxClass, '0.00', 1]], shipping: '4.95' },
  ]),
  {
    lines: [
      ['standard', '9.90', 1],
      ['food-books', '10.91', 2],
      ['reduced-rate', '11.92', 3],
      ['zero-rate', '12.93', 4],
    ],
  },
  {
    lines: [
      ['standard', '12.34', 2],
      ['food-books', '7.77', 3],
      ['standard', '0.99', 5],
    ],
  },
  { lines: [['standard', '19.99', 1]], shipping: '7.35' },
];
