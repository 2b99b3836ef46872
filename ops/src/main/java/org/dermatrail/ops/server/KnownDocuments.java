package org.dermatrail.ops.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Keeps GraphQL documents that were parsed and found valid: the console and most programs ask with the same few documents and
 * put what differs into variables.
 *
 * <p>Law: whether a document is valid depends on the schema alone, so what was kept holds for every caller; who may ask, and
 * how much at once, is decided for each request beside it. A document with errors is not kept. Thread-safe.
 */
final class KnownDocuments implements PreparsedDocumentProvider {

    /** Letters of all documents kept; parsed, a letter takes about a hundred bytes. */
    private static final long MOST_LETTERS = 1 << 17;

    private final Cache<String, PreparsedDocumentEntry> known = Caffeine.newBuilder()
            .maximumWeight(MOST_LETTERS)
            .weigher((String document, PreparsedDocumentEntry parsed) -> document.length())
            .build();

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        var before = known.getIfPresent(input.getQuery());
        if (before != null) {
            return CompletableFuture.completedFuture(before);
        }
        var parsed = parseAndValidate.apply(input);
        if (!parsed.hasErrors()) {
            known.put(input.getQuery(), parsed);
        }
        return CompletableFuture.completedFuture(parsed);
    }
}
