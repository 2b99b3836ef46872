package org.dermatrail.connectors;

import java.nio.file.Path;
import java.util.List;

/**
 * Knows how to read one kind of source.
 *
 * <p>Laws: opening has no effect outside the process; whatever is wrong with the request, the mapping or the head of
 * the source is a {@link SourceFault} at opening, before the first item. Thread-safe.
 */
public interface Connector {

    /** Short name, for instance {@code table}. */
    String name();

    /**
     * Opens a source.
     *
     * @throws SourceFault where request, mapping or source cannot be used
     */
    Source open(SourceRequest request);

    /** The files whose bytes tell this source from any other, pictures aside; an import cut off is known again by them. */
    default List<Path> textOf(SourceRequest request) {
        return List.of(request.main());
    }
}
