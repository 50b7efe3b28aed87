import 'server-only';
import type { Capability, Dialect, ReferenceField, RequestOption } from './dialect';

/** A dialect as it is for one model. */
export type ModelDialect = {
  fields: Dialect['create']['fields'];
  references: ReferenceField[];
  options: RequestOption[];
  capability: Capability;
  /** Whether anything is known of this very model, or only what holds for all. */
  isKnown: boolean;
};

/** Whether an id fits a pattern in which `*` stands for anything, in any letter case. */
function fits(id: string, pattern: string): boolean {
  const literal = pattern.split('*').map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`, 'i').test(id);
}

/** A dialect with the rules of one model applied; `discovered` is what the provider itself said of it. */
export function resolveModel(dialect: Dialect, model: string, discovered?: Capability): ModelDialect {
  const { create, modelRules, capability } = dialect;
  const rule = modelRules.find(({ match }) => fits(model, match));
  const merged = { ...capability, ...rule?.capability, ...discovered };
  const references = rule?.references ?? create.references;
  return {
    fields: rule?.fields ?? create.fields,
    references: references.filter(({ role }) => merged.referenceRoles?.includes(role) ?? true),
    options: rule?.options ?? create.options,
    capability: merged,
    isKnown: rule?.capability !== undefined || discovered !== undefined,
  };
}
