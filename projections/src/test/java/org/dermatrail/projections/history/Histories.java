package org.dermatrail.projections.history;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.dermatrail.domain.RegistryEvent;

/** Valid histories of a registry, of every kind of event, for property tests. */
public final class Histories {

    private Histories() {}

    /** Histories of up to so many happenings. */
    public static Arbitrary<List<RegistryEvent>> upTo(int happenings) {
        return Combinators.combine(Arbitraries.integers().between(0, happenings), Arbitraries.longs())
                .as((size, seed) -> new RandomClinic(seed).happenings(size));
    }

    /** The history of one seed. */
    public static List<RegistryEvent> of(long seed, int happenings) {
        return new RandomClinic(seed).happenings(happenings);
    }
}
