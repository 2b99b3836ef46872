package org.dermatrail.ops.server;

import graphql.ExecutionResult;
import graphql.GraphqlErrorBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.dermatrail.graphql.QueryLimitSettings;
import org.dermatrail.graphql.caller.Caller;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import reactor.core.publisher.Mono;

/**
 * Puts the caller into the context of a GraphQL request and gives the request up when its time is over.
 *
 * <p>Laws: without a caller nothing is put there, and the doorkeeper refuses; a request is answered on the thread that received
 * it, a virtual one; given up, it is interrupted, and what it found is not told. Thread-safe.
 */
public final class CallerInterceptor implements WebGraphQlInterceptor, AutoCloseable {

    private final Callers callers;
    private final Duration longestRun;
    private final RequestWatch watch = new RequestWatch();

    /** Resolves by these callers and keeps to these limits. */
    public CallerInterceptor(Callers callers, QueryLimitSettings limits) {
        this.callers = callers;
        this.longestRun = limits.longestRun();
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        callers.current()
                .ifPresent(caller -> request.configureExecutionInput((input, builder) ->
                        builder.graphQLContext(Map.of(Caller.class, caller)).build()));
        var running = watch.begin(longestRun);
        boolean over;
        Mono<WebGraphQlResponse> answer;
        try {
            answer = answered(request, chain);
        } finally {
            over = running.end();
        }
        return over ? Mono.just(givenUp(request)) : answer;
    }

    /** Waiting here costs a virtual thread, which is less than having the container take the request up again. */
    private static Mono<WebGraphQlResponse> answered(WebGraphQlRequest request, Chain chain) {
        try {
            return Mono.just(chain.next(request).toFuture().get());
        } catch (ExecutionException failure) {
            return Mono.error(failure.getCause() == null ? failure : failure.getCause());
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
            return Mono.error(givenUp);
        }
    }

    private static WebGraphQlResponse givenUp(WebGraphQlRequest request) {
        var error = GraphqlErrorBuilder.newError()
                .message("The request took too long; ask for less at once.")
                .extensions(Map.of("code", "TOOK_TOO_LONG"))
                .build();
        var result = ExecutionResult.newExecutionResult().errors(List.of(error)).build();
        return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(request.toExecutionInput(), result));
    }

    @Override
    public void close() {
        watch.close();
    }
}
