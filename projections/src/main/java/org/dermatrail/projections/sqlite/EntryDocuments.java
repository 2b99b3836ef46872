package org.dermatrail.projections.sqlite;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dermatrail.projections.record.Entry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * Entries as JSON documents: each record as the array of its components, since their names would be more than half of what is
 * written. What the components are is part of the file's shape ({@link EntryShape}). Thread-safe.
 */
final class EntryDocuments {

    private final JsonMapper mapper = JsonMapper.builder()
            .annotationIntrospector(new RecordsAsArrays())
            .changeDefaultPropertyInclusion(every -> every.withValueInclusion(JsonInclude.Include.ALWAYS))
            .build();
    private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();
    private final Map<Class<?>, ObjectWriter> writers = new ConcurrentHashMap<>();

    byte[] write(Entry entry) {
        return writers.computeIfAbsent(entry.getClass(), mapper::writerFor).writeValueAsBytes(entry);
    }

    <E extends Entry> E read(Class<E> kind, byte[] document) {
        return readers.computeIfAbsent(kind, mapper::readerFor).readValue(document);
    }

    private static final class RecordsAsArrays extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public JsonFormat.@Nullable Value findFormat(MapperConfig<?> config, Annotated part) {
            return part instanceof AnnotatedClass type && type.getRawType().isRecord()
                    ? JsonFormat.Value.forShape(JsonFormat.Shape.ARRAY)
                    : super.findFormat(config, part);
        }
    }
}
