package org.dermatrail.graphql.door;

import graphql.TrivialDataFetcher;

/**
 * Fetches what is at hand, asking nothing of the thread it runs on: whose request it is stands in the request's context. So
 * the framework need not carry anything from thread to thread for it, which for a hundred ids of a page takes longer than
 * fetching them.
 *
 * <p>Law: the {@link Doorkeeper} stands before it as before any other.
 *
 * @param <T> what is fetched
 */
@FunctionalInterface
public interface AtHand<T> extends TrivialDataFetcher<T> {}
