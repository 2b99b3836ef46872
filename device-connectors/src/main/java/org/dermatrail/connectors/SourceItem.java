package org.dermatrail.connectors;

/**
 * One thing found in a source: a capture the door may judge, something stated later about what was captured, or something
 * unusable that goes to quarantine.
 */
public sealed interface SourceItem permits SourceCapture, SourceHappening, UnusableItem {

    /** Where in the source it stands. */
    Origin origin();

    /**
     * A place in a source, in words a coordinator can look up.
     *
     * @param file name of the file, without its folder
     * @param row line of the file on which the row starts, counted from 1; 0 where the source has no rows
     */
    record Origin(String file, long row) {

        @Override
        public String toString() {
            return row > 0 ? file + ", row " + row : file;
        }
    }
}
