package org.dermatrail.graphql.door;

import graphql.ExecutionResult;
import graphql.analysis.QueryTraverser;
import graphql.analysis.QueryVisitorFieldEnvironment;
import graphql.analysis.QueryVisitorFragmentSpreadEnvironment;
import graphql.analysis.QueryVisitorInlineFragmentEnvironment;
import graphql.analysis.QueryVisitorStub;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import java.util.IdentityHashMap;
import org.dermatrail.graphql.QueryLimitSettings;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a query that asks too much before anything of it runs.
 *
 * <p>Law: counting stops at the first limit passed, so that a query cannot be costly to measure. Fields below
 * {@code __schema} and {@code __type} are left to GraphQL Java's own check of introspection. Thread-safe.
 */
public final class QueryLimits extends SimplePerformantInstrumentation {

    private final QueryLimitSettings limits;

    /** Keeps to these limits. */
    public QueryLimits(QueryLimitSettings limits) {
        super();
        this.limits = limits;
    }

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        var execution = parameters.getExecutionContext();
        QueryTraverser.newQueryTraverser()
                .schema(execution.getGraphQLSchema())
                .document(execution.getDocument())
                .operationName(execution.getExecutionInput().getOperationName())
                .coercedVariables(execution.getCoercedVariables())
                .build()
                .visitPreOrder(new Measure(limits));
        return SimpleInstrumentationContext.noOp();
    }

    /** Where a field stands. */
    private record Place(int depth, long times, boolean introspection) {}

    private static final class Measure extends QueryVisitorStub {

        private final QueryLimitSettings limits;
        private final IdentityHashMap<QueryVisitorFieldEnvironment, Place> places = new IdentityHashMap<>();
        private int fields;
        private int aliases;
        private int fragments;
        private long cost;

        Measure(QueryLimitSettings limits) {
            super();
            this.limits = limits;
        }

        @Override
        public void visitField(QueryVisitorFieldEnvironment env) {
            var above = env.getParentEnvironment() == null ? null : places.get(env.getParentEnvironment());
            var name = env.getField().getName();
            boolean introspection = above == null ? name.startsWith("__") : above.introspection();
            int depth = above == null ? 1 : above.depth() + 1;
            long times = above == null ? 1 : above.times();
            if (!introspection) {
                count(env, depth, times);
                times = Math.min(Integer.MAX_VALUE, times * QueryCost.timesBelow(env));
            }
            places.put(env, new Place(depth, times, introspection));
        }

        private void count(QueryVisitorFieldEnvironment env, int depth, long times) {
            fields++;
            aliases += env.getField().getAlias() == null ? 0 : 1;
            cost += times * QueryCost.of(env);
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

        @Override
        public void visitFragmentSpread(QueryVisitorFragmentSpreadEnvironment env) {
            countFragment();
        }

        @Override
        public void visitInlineFragment(QueryVisitorInlineFragmentEnvironment env) {
            countFragment();
        }

        private void countFragment() {
            fragments++;
            refuse(
                    fragments > limits.mostFields(),
                    "QUERY_TOO_MANY_FIELDS",
                    "A query spreads at most %d fragments.",
                    limits.mostFields());
        }

        private static void refuse(boolean tooMuch, String code, String sentence, int limit) {
            if (tooMuch) {
                throw Doorkeeper.abort(Refused.because(code, sentence.formatted(limit)));
            }
        }
    }
}
