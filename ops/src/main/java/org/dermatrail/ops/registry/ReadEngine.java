package org.dermatrail.ops.registry;

/**
 * What keeps read models: generations of them, one of which is in use.
 *
 * <p>Laws: stores that were fed from another log are never in use; which generation is in use changes in one step, and one
 * that never came into use leaves nothing behind. For one thread at a time.
 */
interface ReadEngine {

    /** What it is, for people: engine and place, without a secret. */
    String inWords();

    /** Makes sure that it answers; throws {@link org.dermatrail.projections.record.Outage} where it does not. */
    void reach();

    /** Opens the generation in use; made anew where there is none, or where it was fed from another log. */
    ReadStores open();

    /** Empties a generation in use whose log has lost what it was fed, and opens it again. */
    ReadStores openAnew(ReadStores old);

    /** Makes an empty generation beside the one in use. */
    ReadStores beside();

    /** Has a generation in use, durable by now; the one before stays readable until {@link #removeOthers}. */
    void putInUse(ReadStores fresh);

    /** Removes every generation but the one in use, which nobody in this process reads any more. */
    void removeOthers();
}
