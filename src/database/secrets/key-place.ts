/** Where the key of the credentials lies. */
export interface KeyPlace {
  readonly dataDir: string;
  /** Given by whoever starts the program, not a file of the data folder. */
  readonly isGiven: boolean;
}
