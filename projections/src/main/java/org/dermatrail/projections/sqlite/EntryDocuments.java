package org.dermatrail.projections.sqlite;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dermatrail.projections.record.Entry;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Entries as JSON documents. Thread-safe. */
final class EntryDocuments {

    private final JsonMapper mapper = JsonMapper.builder()
            .changeDefaultPropertyInclusion(every -> every.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();
    private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();
    private final Map<Class<?>, ObjectWriter> writers = new ConcurrentHashMap<>();

    byte[] write(Entry entry) {
        return writers.computeIfAbsent(entry.getClass(), mapper::writerFor).writeValueAsBytes(entry);
    }

    <E extends Entry> E read(Class<E> kind, byte[] document) {
        return readers.computeIfAbsent(kind, mapper::readerFor).readValue(document);
    }
}
