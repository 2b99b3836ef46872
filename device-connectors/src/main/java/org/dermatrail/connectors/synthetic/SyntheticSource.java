package org.dermatrail.connectors.synthetic;

import java.io.IOException;
import java.util.List;
import org.dermatrail.connectors.Source;
import org.dermatrail.connectors.SourceDescription;
import org.dermatrail.connectors.SourceItem;
import org.dermatrail.connectors.SourceItem.Origin;
import org.dermatrail.connectors.UnusableItem;
import org.jspecify.annotations.Nullable;

/** An opened synthetic study: first its captures, then what was stated later. Used by one thread. */
final class SyntheticSource implements Source {

    private static final int CAPTURE_CELLS = SyntheticFiles.CAPTURE_COLUMNS.split(",", -1).length;

    private static final int COURSE_CELLS = SyntheticFiles.COURSE_COLUMNS.split(",", -1).length;

    private final StudyFile study;
    private final CsvRows captures;
    private final CsvRows course;
    private final CaptureReading reading;
    private final long bytesInAll;

    SyntheticSource(StudyFile study, SyntheticFiles files, CsvRows captures, CsvRows course) {
        this.study = study;
        this.captures = captures;
        this.course = course;
        this.reading = new CaptureReading(study, files);
        this.bytesInAll = study.bytes();
    }

    @Override
    public SourceDescription description() {
        return study.description();
    }

    @Override
    public @Nullable SourceItem next() {
        var row = captures.next();
        if (row != null) {
            return capture(row);
        }
        var later = course.next();
        return later == null ? null : happening(later);
    }

    private SourceItem capture(CsvRows.Row row) {
        var origin = new Origin(captures.name(), row.line());
        String id = null;
        try {
            refuseUnless(CAPTURE_CELLS, row.cells());
            id = Words.id(row.cells().getFirst(), "capture", "CAPTURE_ID_BLANK");
            return reading.capture(origin, id, row.cells());
        } catch (Unfit unfit) {
            return new UnusableItem(origin, id, unfit.code(), unfit.sentence());
        }
    }

    private SourceItem happening(CsvRows.Row row) {
        var origin = new Origin(course.name(), row.line());
        String id = null;
        try {
            refuseUnless(COURSE_CELLS, row.cells());
            id = Words.id(row.cells().getFirst(), "statement", "STATEMENT_ID_BLANK");
            return CourseReading.happening(origin, id, row.cells());
        } catch (Unfit unfit) {
            return new UnusableItem(origin, id, unfit.code(), unfit.sentence());
        }
    }

    private static void refuseUnless(int wanted, List<String> cells) throws Unfit {
        if (cells.size() != wanted) {
            throw new Unfit(
                    "CELL_COUNT",
                    "it has %d cells where the header has %d; correct the row.".formatted(cells.size(), wanted));
        }
    }

    @Override
    public long bytesRead() {
        return captures.bytesRead() + course.bytesRead();
    }

    @Override
    public long bytesInAll() {
        return bytesInAll;
    }

    @Override
    public void close() throws IOException {
        try (captures) {
            course.close();
        }
    }
}
