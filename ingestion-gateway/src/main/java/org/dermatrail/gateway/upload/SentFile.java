package org.dermatrail.gateway.upload;

import java.io.IOException;
import java.nio.file.Path;

/** A file as it arrived, not yet looked at. */
public interface SentFile {

    /** What whoever sent it calls it; never used as a path. */
    String name();

    /** Moves it to where it is kept. */
    void moveTo(Path target) throws IOException;
}
