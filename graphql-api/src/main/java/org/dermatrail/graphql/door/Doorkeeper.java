package org.dermatrail.graphql.door;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.parser.ParserOptions;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLObjectType;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dermatrail.domain.audit.AuditLog;
import org.dermatrail.graphql.QueryLimitSettings;
import org.dermatrail.graphql.caller.Caller;
import org.dermatrail.graphql.caller.Permissions;
import org.jspecify.annotations.Nullable;

/**
 * The one place every request passes on its way in and every answer on its way out.
 *
 * <p>Laws: without a caller nothing is parsed or answered, introspection included; a field runs only where the table of
 * permissions says so; after the time limit no further field is fetched; an answer leaves only after its audit records
 * are written; every error that leaves has a code and no raw id. Thread-safe; state of a request is in its context.
 */
public final class Doorkeeper extends SimplePerformantInstrumentation {

    /** When the request is given up. */
    private record Deadline(Instant at) {}

    private final AuditTrail trail;
    private final Clock clock;
    private final QueryLimitSettings limits;

    /** Stands before the given log. */
    public Doorkeeper(AuditLog log, Clock clock, QueryLimitSettings limits) {
        super();
        this.trail = new AuditTrail(log, clock);
        this.clock = clock;
        this.limits = limits;
    }

    @Override
    public ExecutionInput instrumentExecutionInput(
            ExecutionInput input, InstrumentationExecutionParameters parameters, InstrumentationState state) {
        var context = input.getGraphQLContext();
        if (!context.hasKey(Caller.class)) {
            throw abort(Refused.because(Refused.NOT_SIGNED_IN, "Sign in first."));
        }
        if (input.getQuery().length() > limits.longestDocument()) {
            throw abort(Refused.because(
                    "QUERY_TOO_LONG", "A query has at most " + limits.longestDocument() + " characters."));
        }
        context.put(Notebook.class, new Notebook());
        context.put(Deadline.class, new Deadline(clock.instant().plus(limits.longestRun())));
        context.put(
                ParserOptions.class,
                ParserOptions.newParserOptions()
                        .captureIgnoredChars(false)
                        .captureLineComments(false)
                        .maxCharacters(limits.longestDocument())
                        .maxTokens(limits.mostTokens())
                        .build());
        return input;
    }

    /** Refuses a query that asks too much before anything of it runs. */
    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        new QueryMeasure(parameters.getExecutionContext(), limits).measure();
        return SimpleInstrumentationContext.noOp();
    }

    @Override
    public DataFetcher<?> instrumentDataFetcher(
            DataFetcher<?> fetcher, InstrumentationFieldFetchParameters parameters, InstrumentationState state) {
        if (parameters.isTrivialDataFetcher() && !(fetcher instanceof AtHand)) {
            return fetcher;
        }
        return env -> guarded(fetcher, env);
    }

    private Object guarded(DataFetcher<?> fetcher, DataFetchingEnvironment env) throws Exception {
        var context = env.getGraphQlContext();
        var caller = Caller.of(context);
        Deadline deadline = context.get(Deadline.class);
        if (deadline == null || clock.instant().isAfter(deadline.at())) {
            throw Refused.tookTooLong();
        }
        var field = env.getFieldDefinition().getName();
        var type = ((GraphQLObjectType) env.getParentType()).getName();
        boolean root = type.equals("Query") || type.equals("Mutation");
        if (root && !field.startsWith("__")) {
            var question = Canonical.arguments(env.getArguments());
            Notebook.of(env).open(env, field, question);
            require(caller, type, field);
            if (type.equals("Mutation")) {
                trail.beforeChange(caller, field, question);
            }
        } else if (!field.startsWith("__")) {
            require(caller, type, field);
        }
        return fetcher.get(env);
    }

    private static void require(Caller caller, String type, String field) {
        if (!Permissions.allows(caller.role(), type, field)) {
            throw Refused.because(
                    Refused.NOT_ALLOWED, "Your role may not use '" + field + "'; 'me { may }' says what it may.");
        }
    }

    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(
            ExecutionResult result, InstrumentationExecutionParameters parameters, InstrumentationState state) {
        GraphQLContext context = parameters.getGraphQLContext();
        Notebook notebook = context.get(Notebook.class);
        var errors = result.getErrors().stream().map(Errors::fit).toList();
        if (notebook != null) {
            try {
                trail.write(Caller.of(context), notebook.pages(), codesByRoot(errors));
            } catch (Refused outage) {
                return CompletableFuture.completedFuture(ExecutionResultImpl.newExecutionResult()
                        .addError(Errors.of(outage))
                        .build());
            }
        }
        return CompletableFuture.completedFuture(result.transform(builder -> builder.errors(errors)));
    }

    /** Why a root field was not answered at all; an error further down leaves the rest of the answer. */
    private static Map<String, String> codesByRoot(List<GraphQLError> errors) {
        var codes = new HashMap<String, String>();
        for (var error : errors) {
            if (error.getPath() != null && error.getPath().size() == 1) {
                var code = Errors.code(error);
                codes.putIfAbsent(String.valueOf(error.getPath().getFirst()), code == null ? Refused.INTERNAL : code);
            }
        }
        return codes;
    }

    static AbortExecutionException abort(Refused refused) {
        return new AbortExecutionException(List.of(Errors.of(refused)));
    }
}
