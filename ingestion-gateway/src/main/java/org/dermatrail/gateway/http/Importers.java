package org.dermatrail.gateway.http;

import java.util.Optional;
import org.dermatrail.gateway.grant.ImportGrant;

/** Knows who asks. Thread-safe. */
@FunctionalInterface
public interface Importers {

    /** What whoever asks now may bring in, or empty where they may bring in nothing. */
    Optional<ImportGrant> current();
}
