package org.dermatrail.ops.server;

import graphql.ExecutionResult;
import graphql.GraphqlErrorBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.dermatrail.graphql.QueryLimitSettings;
import org.dermatrail.graphql.caller.Caller;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Puts the caller into the context of a GraphQL request and gives the request up when its time is over.
 *
 * <p>Law: without a caller nothing is put there, and the doorkeeper refuses. Each request runs on a virtual thread of
 * its own. Thread-safe.
 */
public final class CallerInterceptor implements WebGraphQlInterceptor, AutoCloseable {

    private final Callers callers;
    private final Duration longestRun;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Scheduler scheduler = Schedulers.fromExecutorService(threads);

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
        return Mono.defer(() -> chain.next(request))
                .subscribeOn(scheduler)
                .timeout(longestRun)
                .onErrorResume(TimeoutException.class, late -> Mono.just(givenUp(request)));
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
        scheduler.dispose();
        threads.shutdown();
    }
}
