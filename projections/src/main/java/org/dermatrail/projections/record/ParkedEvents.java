package org.dermatrail.projections.record;

/** Events that could not be applied and wait for an operator. Thread-safe. */
public interface ParkedEvents {

    /** Nothing waits. */
    ParkedEvents NONE = new ParkedEvents() {
        @Override
        public boolean waitFor(String sequenceKey) {
            return false;
        }

        @Override
        public long sequences() {
            return 0;
        }
    };

    /** Whether events of this participant, study, site or cut wait. */
    boolean waitFor(String sequenceKey);

    /** How many participants, studies, sites and cuts have events that wait. */
    long sequences();
}
