package org.dermatrail.domain;

/**
 * A fact the registry has written down for ever.
 *
 * <p>Law: an event is a record of plain values (strings, numbers, booleans, lists and records of these) with a
 * {@link WireName}; it never holds a name, a date of birth, a hospital number, header free text or a file path.
 * Optional components are {@code null}, never a placeholder. Immutable and therefore thread-safe.
 */
public interface RegistryEvent {

    /** The key whose events must be seen in order: the participant where there is one, else the stream itself. */
    String sequenceKey();
}
