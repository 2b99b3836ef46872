package org.dermatrail.connectors.synthetic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dermatrail.connectors.Connector;
import org.dermatrail.connectors.Source;
import org.dermatrail.connectors.SourceFault;
import org.dermatrail.connectors.SourceRequest;

/** Reads a folder that {@link SyntheticStudy} wrote; never the truth beside it. Thread-safe. */
public final class SyntheticConnector implements Connector {

    /** Name of the connector, and of the only mapping it knows. */
    public static final String NAME = "synthetic";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Source open(SourceRequest request) {
        if (!request.mapping().equals(NAME)) {
            throw new SourceFault(
                    "MAPPING_UNKNOWN",
                    "A synthetic study needs no mapping; leave '%s' out.".formatted(request.mapping()));
        }
        var files = new SyntheticFiles(request.main().toAbsolutePath().normalize());
        var study = StudyFile.read(files);
        var captures = CsvRows.open(files.captures(), SyntheticFiles.CAPTURE_COLUMNS);
        try {
            var course = CsvRows.open(files.course(), SyntheticFiles.COURSE_COLUMNS);
            return new SyntheticSource(study, files, captures, course);
        } catch (SourceFault fault) {
            try (captures) {
                throw fault;
            } catch (IOException closing) {
                throw fault;
            }
        }
    }

    @Override
    public List<Path> textOf(SourceRequest request) {
        var files = new SyntheticFiles(request.main());
        return List.of(files.study(), files.captures(), files.course());
    }
}
