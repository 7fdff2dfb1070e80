/** Told about things that went differently than they should without failing: a PHP warning before the JSON, a retry. */
export interface Warning {
  readonly code: string;
  readonly message: string;
}

export type WarningSink = (warning: Warning) => void;
