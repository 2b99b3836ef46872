package org.dermatrail.gateway.edge;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a batch is going to ask of the source map, looked up beforehand.
 *
 * <p>Law: what is expected here is as the file has it, changes since the last commit included. For the owner of the source
 * map's lock.
 */
final class Foreseen {

    final Answers<KnownCapture> captures = new Answers<>();
    final Answers<KnownLesion> lesions = new Answers<>();
    final Answers<KnownParticipant> participants = new Answers<>();

    void forgetAll() {
        captures.known.clear();
        lesions.known.clear();
        participants.known.clear();
    }

    /** Answers by id; that nothing is known is an answer too. */
    static final class Answers<T> {

        private final Map<String, @Nullable T> known = new HashMap<>();

        void expect(Collection<String> ids) {
            ids.forEach(id -> known.put(id, null));
        }

        boolean put(String id, T found) {
            return known.put(id, found) == null;
        }

        void forget(String id) {
            known.remove(id);
        }

        boolean expected(String id) {
            return known.containsKey(id);
        }

        @Nullable
        T get(String id) {
            return known.get(id);
        }
    }
}
