import { Kind, parse, print } from '@0no-co/graphql.web';
import type { ArgumentNode, FieldNode, OperationDefinitionNode, ValueNode } from '@0no-co/graphql.web';
import type { CriteriaInput, FacetInput } from '../generated/graphql';

const ANSWER = `
  {
    cohort {
      participantCount { value state }
      lesionCount { value state }
      captureCount { value state }
      facets { field buckets { value count { value state } } missing { value state } hiddenBuckets }
      suppressed
      position
    }
  }
`;

/** Names of enumerations are written without quotation marks. */
const ENUMERATIONS: ReadonlySet<string> = new Set(['level']);

/** The question as GraphQL that can be sent as it stands. */
export function graphqlText(criteria: CriteriaInput | undefined, facets: readonly FacetInput[], asOf: string | null): string {
  const document = parse(ANSWER, { noLocation: true });
  const cohort = (document.definitions[0] as OperationDefinitionNode).selectionSet.selections[0] as FieldNode;
  const given: Record<string, unknown> = {
    ...(criteria ? { criteria } : {}),
    ...(facets.length > 0 ? { facets } : {}),
    ...(asOf === null ? {} : { asOf }),
  };
  const written: FieldNode = {
    ...cohort,
    arguments: Object.entries(given).map(
      ([name, value]): ArgumentNode => ({
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: name },
        value: literal(name, value) as ArgumentNode['value'],
      }),
    ),
  };
  return print({
    ...document,
    definitions: [
      {
        ...(document.definitions[0] as OperationDefinitionNode),
        selectionSet: { kind: Kind.SELECTION_SET, selections: [written] },
      },
    ],
  });
}

function literal(name: string, value: unknown): ValueNode {
  if (Array.isArray(value)) {
    return { kind: Kind.LIST, values: value.map((each) => literal(name, each)) } as ValueNode;
  }
  switch (typeof value) {
    case 'number':
      return { kind: Kind.INT, value: String(value) } as ValueNode;
    case 'boolean':
      return { kind: Kind.BOOLEAN, value } as ValueNode;
    case 'string':
      return (ENUMERATIONS.has(name) ? { kind: Kind.ENUM, value } : { kind: Kind.STRING, value }) as ValueNode;
    default:
      return {
        kind: Kind.OBJECT,
        fields: Object.entries(value as object).map(([key, below]) => ({
          kind: Kind.OBJECT_FIELD,
          name: { kind: Kind.NAME, value: key },
          value: literal(key, below),
        })),
      } as ValueNode;
  }
}
