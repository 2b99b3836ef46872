package org.dermatrail.ops.operations;

/** Follows an operation. Called by one thread at a time. */
public interface Progress {

    /**
     * Some of the work is done.
     *
     * @param what what is counted, for instance {@code rows}
     * @param done how many
     * @param share share of the whole, 0 to 1
     */
    void step(String what, long done, double share);

    /** A line for the operator. */
    void say(String line);

    /** Whether the operator wants it to stop. */
    boolean stopRequested();

    /** Nobody watches. */
    Progress SILENT = new Progress() {
        @Override
        public void step(String what, long done, double share) {}

        @Override
        public void say(String line) {}

        @Override
        public boolean stopRequested() {
            return false;
        }
    };
}
