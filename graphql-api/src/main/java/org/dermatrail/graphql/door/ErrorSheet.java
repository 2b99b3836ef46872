package org.dermatrail.graphql.door;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.dermatrail.graphql.CohortDoor;
import org.dermatrail.graphql.Ids;
import org.dermatrail.projections.record.AskingRefused;
import org.dermatrail.projections.record.Outage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.execution.DataFetcherExceptionResolverAdapter;
import org.springframework.graphql.execution.ErrorType;

/**
 * Turns what a resolver throws into an error for the caller.
 *
 * <p>Laws: a refusal keeps its code and sentence; anything else says only a reference, under which the server's log
 * tells the rest. Thread-safe.
 */
public final class ErrorSheet extends DataFetcherExceptionResolverAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorSheet.class);

    private final Ids references;

    /** Names references from these ids. */
    public ErrorSheet(Ids references) {
        super();
        this.references = references;
    }

    @Override
    protected @Nullable GraphQLError resolveToSingleError(Throwable thrown, DataFetchingEnvironment env) {
        return switch (thrown) {
            case Refused refused -> refused(refused, env);
            case CancellationException givenUp -> refused(Refused.tookTooLong(), env);
            case AskingRefused refused ->
                error(
                        env,
                        refused.refusal().sentence(),
                        Map.of("code", refused.refusal().code()),
                        ErrorType.BAD_REQUEST);
            case CohortDoor.AsOfNotAnswered unable ->
                error(
                        env,
                        String.valueOf(unable.getMessage()),
                        Map.of("code", "AS_OF_NOT_ANSWERED"),
                        ErrorType.BAD_REQUEST);
            case Outage outage -> unavailable(outage, env);
            default -> internal(thrown, env);
        };
    }

    private static GraphQLError refused(Refused refused, DataFetchingEnvironment env) {
        return error(env, Errors.sentence(refused), Errors.extensions(refused), typeOf(refused));
    }

    /** Why it is so is for whoever keeps the registry. */
    private static GraphQLError unavailable(Outage outage, DataFetchingEnvironment env) {
        LOG.warn("Answering '{}' failed: {}", env.getField().getName(), outage.toString());
        return error(
                env,
                "Questions cannot be answered now. Try later.",
                Map.of("code", "READ_SIDE_UNAVAILABLE"),
                ErrorType.INTERNAL_ERROR);
    }

    private GraphQLError internal(Throwable thrown, DataFetchingEnvironment env) {
        // The front part of a time-ordered id would read as a raw id and be struck out; its digits alone do not.
        var reference = references.next().replace("-", "");
        LOG.error("Answering '{}' failed; reference {}", env.getField().getName(), reference, thrown);
        return error(
                env,
                "Something went wrong; tell the registry's keepers the reference.",
                Map.of("code", Refused.INTERNAL, "reference", reference),
                ErrorType.INTERNAL_ERROR);
    }

    private static ErrorType typeOf(Refused refused) {
        return switch (refused.code()) {
            case Refused.NOT_FOUND -> ErrorType.NOT_FOUND;
            case Refused.NOT_ALLOWED -> ErrorType.FORBIDDEN;
            case Refused.NOT_SIGNED_IN -> ErrorType.UNAUTHORIZED;
            default -> ErrorType.BAD_REQUEST;
        };
    }

    private static GraphQLError error(
            DataFetchingEnvironment env, String sentence, Map<String, Object> extensions, ErrorType type) {
        return GraphqlErrorBuilder.newError(env)
                .message("%s", sentence)
                .errorType(type)
                .extensions(extensions)
                .build();
    }
}
