package org.dermatrail.graphql.door;

import graphql.execution.ExecutionContext;
import graphql.execution.ValuesResolver;
import graphql.language.Field;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLTypeUtil;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dermatrail.graphql.QueryLimitSettings;
import org.jspecify.annotations.Nullable;

/**
 * Measures one query as it would run.
 *
 * <p>Laws: a fragment counts wherever it is spread into another selection, since it is fetched there; within one
 * selection it counts once, as it is merged there. Measuring stops at the first limit passed, so it is never costly
 * itself. What stands below {@code __schema} and {@code __type} is left to GraphQL Java's own check of introspection.
 */
final class QueryMeasure {

    private final ExecutionContext execution;
    private final QueryLimitSettings limits;
    private int fields;
    private int aliases;
    private long cost;

    QueryMeasure(ExecutionContext execution, QueryLimitSettings limits) {
        this.execution = execution;
        this.limits = limits;
    }

    void measure() {
        var operation = execution.getOperationDefinition();
        var schema = execution.getGraphQLSchema();
        var root =
                switch (operation.getOperation()) {
                    case QUERY -> schema.getQueryType();
                    case MUTATION -> schema.getMutationType();
                    case SUBSCRIPTION -> schema.getSubscriptionType();
                };
        selections(operation.getSelectionSet(), root, 1, 1, new HashSet<>());
    }

    private void selections(
            @Nullable SelectionSet set, @Nullable Object type, int depth, long times, Set<String> spread) {
        if (set == null || !(type instanceof GraphQLNamedType named)) {
            return;
        }
        for (Selection<?> selection : set.getSelections()) {
            switch (selection) {
                case Field field -> field(field, named, depth, times);
                case InlineFragment inline -> {
                    var condition = inline.getTypeCondition();
                    var below = condition == null
                            ? named
                            : execution.getGraphQLSchema().getType(condition.getName());
                    selections(inline.getSelectionSet(), below, depth, times, spread);
                }
                case FragmentSpread spreading -> fragment(spreading, depth, times, spread);
                default -> throw new IllegalStateException("a selection is a field or a fragment");
            }
        }
    }

    private void fragment(FragmentSpread spreading, int depth, long times, Set<String> spread) {
        if (spread.add(spreading.getName())) {
            var fragment = Objects.requireNonNull(execution.getFragmentsByName().get(spreading.getName()));
            var type = execution
                    .getGraphQLSchema()
                    .getType(fragment.getTypeCondition().getName());
            selections(fragment.getSelectionSet(), type, depth, times, spread);
        }
    }

    private void field(Field field, GraphQLNamedType parent, int depth, long times) {
        var name = field.getName();
        if (name.equals("__schema") || name.equals("__type")) {
            return;
        }
        var definition = parent instanceof GraphQLFieldsContainer container && !name.startsWith("__")
                ? container.getFieldDefinition(name)
                : null;
        if (definition == null) {
            count(field, depth, times);
            return;
        }
        var coordinate = parent.getName() + "." + name;
        var arguments = arguments(field, definition);
        count(field, depth, times * QueryCost.of(coordinate, arguments));
        var below = (GraphQLNamedType) GraphQLTypeUtil.unwrapAll(definition.getType());
        long timesBelow = times * QueryCost.timesBelow(coordinate, below.getName(), arguments);
        selections(field.getSelectionSet(), below, depth + 1, timesBelow, new HashSet<>());
    }

    private Map<String, Object> arguments(Field field, GraphQLFieldDefinition definition) {
        return ValuesResolver.getArgumentValues(
                execution.getGraphQLSchema().getCodeRegistry(),
                definition.getArguments(),
                field.getArguments(),
                execution.getCoercedVariables(),
                execution.getGraphQLContext(),
                Locale.ROOT);
    }

    private void count(Field field, int depth, long fieldCost) {
        fields++;
        aliases += field.getAlias() == null ? 0 : 1;
        cost += fieldCost;
        refuse(depth > limits.deepest(), "QUERY_TOO_DEEP", "A query nests at most %d fields.", limits.deepest());
        refuse(
                fields > limits.mostFields(),
                "QUERY_TOO_MANY_FIELDS",
                "A query has at most %d fields.",
                limits.mostFields());
        refuse(
                aliases > limits.mostAliases(),
                "QUERY_TOO_MANY_ALIASES",
                "A query has at most %d aliases.",
                limits.mostAliases());
        refuse(
                cost > limits.highestCost(),
                "QUERY_TOO_COSTLY",
                "A query costs at most %d; ask for smaller pages or fewer fields.",
                limits.highestCost());
    }

    private static void refuse(boolean tooMuch, String code, String sentence, int limit) {
        if (tooMuch) {
            throw Doorkeeper.abort(Refused.because(code, sentence.formatted(limit)));
        }
    }
}
