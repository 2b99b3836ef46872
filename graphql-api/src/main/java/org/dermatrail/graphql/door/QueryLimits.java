package org.dermatrail.graphql.door;

import graphql.ExecutionResult;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import org.dermatrail.graphql.QueryLimitSettings;
import org.jspecify.annotations.Nullable;

/** Refuses a query that asks too much before anything of it runs. Thread-safe. */
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
        new QueryMeasure(parameters.getExecutionContext(), limits).measure();
        return SimpleInstrumentationContext.noOp();
    }
}
