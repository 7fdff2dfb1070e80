import { bind, CHOSEN, type Finding } from '../../../core/bind.ts';
import type { Operation } from '../../../core/operation.ts';
import { refOf } from '../match/adoptions.ts';
import type { DesiredCarrier } from '../match/carrier.ts';
import type { PlanContext } from '../match/context.ts';
import { differencesOf } from '../match/differences.ts';
import type { MatchedMethod } from '../match/match-method.ts';
import type { OdooCarrier } from '../facts.ts';
import { CARRIER_MODEL, carrierExternalId } from '../models.ts';
import { carrierWrite } from './carrier-write.ts';
import { planOwnCarrier, unrepresented } from './own-carrier.ts';
import { methodSubject } from './subject.ts';

/** Plans one method: bound, created, followed where the store changed, or left to a user. */
export function planMethod(matched: MatchedMethod, context: PlanContext): Operation {
  const { match, representation } = matched;
  switch (match.kind) {
    case 'own':
      return planOwnCarrier(matched, match.carrier, context);
    case 'chosen':
      return bindForeign(matched, match.carrier, CHOSEN, context);
    case 'unusable': {
      const problem = match.isArchived
        ? 'is archived, so that Odoo would not offer it'
        : 'no longer belongs to the company';
      const reason = `the chosen delivery method ${match.id} ${problem}; choose another one`;
      return { kind: 'conflict', subject: methodSubject(matched), rule: 'choice', reason };
    }
    case 'bound': {
      // Its price is its owner's, in the company's currency.
      const isPriced = representation.ok || representation.obstacle !== undefined;
      if (isPriced)
        return bindForeign(
          matched,
          match.carrier,
          { rule: 'binding', reason: 'it was bound to it' },
          context,
        );
      const record = refOf(match.carrier);
      return { ...unrepresented(representation), subject: methodSubject(matched), record };
    }
    case 'adopted': {
      const reason = 'it has the same name, provider and places';
      return bindForeign(matched, match.carrier, { rule: 'name', reason }, context);
    }
    case 'disabled': {
      const reason = 'it is disabled, and no delivery method was created for it';
      return { kind: 'keep', subject: methodSubject(matched), rule: 'disabled', reason };
    }
    case 'deleted': {
      const reason = `its delivery method ${match.id} was deleted in Odoo; woo-odoo sync --recreate-deleted recreates it`;
      const record = { model: CARRIER_MODEL, id: match.id };
      const subject = methodSubject(matched);
      return { kind: 'conflict', subject, record, target: 'missing', rule: 'deleted', reason };
    }
    case 'none':
      return representation.ok
        ? create(matched, representation.carrier, context)
        : { ...unrepresented(representation), subject: methodSubject(matched) };
  }
}

/** A carrier of other people is never written; where it differs from the store, that is reported. */
function bindForeign(
  matched: MatchedMethod,
  carrier: OdooCarrier,
  finding: Finding,
  context: PlanContext,
): Operation {
  const differences = differencesOf(matched, carrier, context);
  return bind(methodSubject(matched, differences), refOf(carrier), finding, context);
}

function create(matched: MatchedMethod, carrier: DesiredCarrier, context: PlanContext): Operation {
  const externalId = carrierExternalId(context.backendId, matched.desired.key);
  return {
    ...{ kind: 'create', subject: methodSubject(matched), rule: 'new' },
    reason: 'no delivery method of Odoo fits',
    record: { model: CARRIER_MODEL, externalId, label: carrier.name },
    write: carrierWrite(carrier, undefined, context),
  };
}
