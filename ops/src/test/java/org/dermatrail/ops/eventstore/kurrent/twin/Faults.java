package org.dermatrail.ops.eventstore.kurrent.twin;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The script by which a double goes wrong: faults for the next calls, or drawn at random from a seed. Without a script
 * nothing goes wrong.
 *
 * <p>Thread-safe. A fault is used once. What is drawn depends on the seed and on the order in which calls come.
 */
public final class Faults {

    /** How many events are sent at least and at most before a fault that was drawn. */
    private static final int LONGEST_RUN = 200;

    /** A fault of a read or subscription and after how many events it comes. */
    record Due<F>(F fault, int afterEvents) {}

    private final Queue<AppendFault> appends = new ArrayDeque<>();
    private final Queue<Due<ReadFault>> reads = new ArrayDeque<>();
    private final Queue<Due<SubscriptionFault>> subscriptions = new ArrayDeque<>();
    private final List<String> injected = new ArrayList<>();
    private Random random = new Random(0);
    private double chance;
    private boolean tearing;

    Faults() {}

    /** Lets the next appends go wrong, each in one way. */
    public synchronized void onNextAppends(AppendFault... faults) {
        appends.addAll(List.of(faults));
    }

    /** Lets the next read go wrong once it has sent some events. */
    public synchronized void onNextRead(ReadFault fault, int afterEvents) {
        reads.add(new Due<>(fault, afterEvents));
    }

    /** Lets a subscription go wrong once it has sent some events; the next that starts, or one that runs. */
    public synchronized void onNextSubscription(SubscriptionFault fault, int afterEvents) {
        subscriptions.add(new Due<>(fault, afterEvents));
    }

    /** Lets every call go wrong with that chance between 0 and 1; subscriptions anew after each fault they survive. */
    public synchronized void atRandom(long seed, double chanceOfEach) {
        random = new Random(seed);
        chance = chanceOfEach;
    }

    /** Lets the server be a wrong one: of an append that is in conflict it writes what fits all the same. */
    public synchronized void tearingAppends() {
        tearing = true;
    }

    synchronized boolean tearAppends() {
        return tearing;
    }

    /** Lets nothing more go wrong. */
    public synchronized void none() {
        chance = 0;
        tearing = false;
        appends.clear();
        reads.clear();
        subscriptions.clear();
    }

    /** The faults that happened, in order, so that a test can show that there were any. */
    public synchronized List<String> injected() {
        return List.copyOf(injected);
    }

    synchronized @Nullable AppendFault nextAppend() {
        var fault = appends.poll();
        if (fault == null && random.nextDouble() < chance) {
            fault = draw(AppendFault.values());
        }
        if (fault != null) {
            injected.add("append " + fault);
        }
        return fault;
    }

    synchronized @Nullable Due<ReadFault> nextRead() {
        var due = reads.poll();
        if (due == null && random.nextDouble() < chance) {
            due = new Due<>(draw(ReadFault.values()), random.nextInt(LONGEST_RUN));
        }
        return due;
    }

    synchronized @Nullable Due<SubscriptionFault> nextSubscription() {
        var due = subscriptions.poll();
        if (due == null && random.nextDouble() < chance) {
            due = new Due<>(draw(SubscriptionFault.values()), random.nextInt(LONGEST_RUN));
        }
        return due;
    }

    synchronized @Nullable Due<SubscriptionFault> nextScriptedSubscription() {
        return subscriptions.poll();
    }

    synchronized void happened(String what) {
        injected.add(what);
    }

    private <F> F draw(F[] faults) {
        return faults[random.nextInt(faults.length)];
    }
}
