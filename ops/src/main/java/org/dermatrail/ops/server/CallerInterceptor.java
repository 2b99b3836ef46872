package org.dermatrail.ops.server;

import graphql.ExecutionResult;
import graphql.GraphqlErrorBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
        var answer =
                Mono.defer(() -> chain.next(request)).subscribeOn(scheduler).toFuture();
        try {
            // Waiting here costs a virtual thread, which is less than having the container take the request up again.
            return Mono.just(answer.get(longestRun.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            boolean stopped = answer.cancel(true);
            assert stopped || answer.isDone() : "either late or just there";
            return Mono.just(givenUp(request));
        } catch (ExecutionException failure) {
            return Mono.error(failure.getCause() == null ? failure : failure.getCause());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return Mono.error(closing);
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
        scheduler.dispose();
        threads.shutdown();
    }
}
