package org.dermatrail.ops.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.dermatrail.domain.EventCatalogue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the registry's events, and the metadata beside them, as JSON under their wire names.
 *
 * <p>Law: the stored type is the name and version of {@link org.dermatrail.domain.WireName}, never a class name; the
 * same event always gives the same bytes (components in the order of the record, absent ones left out); a property,
 * name or version that is not known, or a required component that is missing, fails with {@link SerializationException} rather than being passed over, so that
 * old software never skips a newer fact in silence. Anything but a catalogued event or {@link MetaData} is refused.
 * Immutable and thread-safe.
 */
public final class EventSerializer extends Jackson3Serializer {

    private static final String METADATA = MetaData.class.getName();

    private static final byte[] NO_METADATA = {'{', '}'};

    private final EventCatalogue catalogue;
    private final ClassValue<ObjectWriter> writers = new ClassValue<>() {
        @Override
        protected ObjectWriter computeValue(Class<?> type) {
            return getObjectMapper().writerFor(type);
        }
    };
    private final ClassValue<ObjectReader> readers = new ClassValue<>() {
        @Override
        protected ObjectReader computeValue(Class<?> type) {
            return getObjectMapper().readerFor(type);
        }
    };
    private final ClassValue<SerializedType> names = new ClassValue<>() {
        @Override
        protected SerializedType computeValue(Class<?> type) {
            return nameOf(type);
        }
    };

    /** Builds a serializer for the events of a catalogue. */
    public EventSerializer(EventCatalogue catalogue) {
        super(Jackson3Serializer.builder().jsonMapperBuilderCustomizer(EventSerializer::configure));
        this.catalogue = catalogue;
    }

    private static void configure(JsonMapper.Builder mapper) {
        mapper.annotationIntrospector(new RequiredComponents())
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .changeDefaultPropertyInclusion(included -> included.withValueInclusion(JsonInclude.Include.NON_NULL));
    }

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> expectedRepresentation) {
        if (object == null || !byte[].class.equals(expectedRepresentation)) {
            return super.serialize(object, expectedRepresentation);
        }
        var type = typeForClass(object.getClass());
        if (object instanceof MetaData metadata && metadata.isEmpty()) {
            return new SimpleSerializedObject<>(
                    expectedRepresentation.cast(NO_METADATA.clone()), expectedRepresentation, type);
        }
        try {
            var bytes = writers.get(object.getClass()).writeValueAsBytes(object);
            return new SimpleSerializedObject<>(expectedRepresentation.cast(bytes), expectedRepresentation, type);
        } catch (JacksonException cause) {
            throw new SerializationException("Cannot write " + type.getName() + " as JSON", cause);
        }
    }

    @Override
    protected ObjectReader getReader(Class<?> type) {
        return readers.get(type);
    }

    // Axon declares the parameter as a raw class.
    @SuppressWarnings("rawtypes")
    @Override
    public SerializedType typeForClass(@Nullable Class type) {
        return type == null ? SimpleSerializedType.emptyType() : names.get(type);
    }

    private SerializedType nameOf(Class<?> type) {
        if (type == Void.class || type == void.class) {
            return SimpleSerializedType.emptyType();
        }
        if (type == MetaData.class) {
            return new SimpleSerializedType(METADATA, null);
        }
        var name = catalogue.nameOf(type);
        if (name == null) {
            throw new SerializationException(type.getSimpleName() + " is no event of the registry");
        }
        return new SimpleSerializedType(name.value(), Integer.toString(name.version()));
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        if (SimpleSerializedType.emptyType().equals(type)) {
            return Void.class;
        }
        if (METADATA.equals(type.getName())) {
            return MetaData.class;
        }
        var known = catalogue.typeOf(type.getName());
        if (known == null || !typeForClass(known).equals(type)) {
            throw new SerializationException("No event is known as " + type.getName() + " version " + type.getRevision()
                    + (known == null ? "" : ", which is not the version written today"));
        }
        return known;
    }
}
