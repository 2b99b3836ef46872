package org.dermatrail.domain;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.dermatrail.domain.capture.CaptureEvent;
import org.dermatrail.domain.datacut.DataCutEvent;
import org.dermatrail.domain.discrepancy.DiscrepancyEvent;
import org.dermatrail.domain.lesion.LesionEvent;
import org.dermatrail.domain.participant.ParticipantEvent;
import org.dermatrail.domain.site.SiteEvent;
import org.dermatrail.domain.study.StudyEvent;
import org.jspecify.annotations.Nullable;

/**
 * Every event the registry can write, by wire name.
 *
 * <p>Law: complete by construction, since it is read off the sealed families; two events never share a name.
 * Immutable and thread-safe.
 */
public final class EventCatalogue {

    /** The sealed families of events, one an aggregate. A new aggregate adds its line here. */
    public static final List<Class<? extends RegistryEvent>> FAMILIES = List.of(
            StudyEvent.class,
            SiteEvent.class,
            ParticipantEvent.class,
            LesionEvent.class,
            CaptureEvent.class,
            DiscrepancyEvent.class,
            DataCutEvent.class);

    private final Map<String, Class<?>> byName = new HashMap<>();
    private final Map<Class<?>, WireName> byType = new HashMap<>();

    /** Reads the families; fails on an event without a wire name or with one already taken. */
    public EventCatalogue() {
        types().forEach(type -> {
            var name = Objects.requireNonNull(
                    type.getAnnotation(WireName.class), () -> type.getSimpleName() + " has no @WireName");
            var taken = byName.put(name.value(), type);
            if (taken != null) {
                throw new IllegalStateException(name.value() + " names both " + taken + " and " + type);
            }
            byType.put(type, name);
        });
    }

    /** All event types, in the order of the families. */
    public static Stream<Class<?>> types() {
        return FAMILIES.stream().flatMap(family -> Arrays.stream(family.getPermittedSubclasses()));
    }

    /** The wire name of an event type, or {@code null} where the type is no event of the registry. */
    public @Nullable WireName nameOf(Class<?> type) {
        return byType.get(type);
    }

    /** The event type stored under a name, or {@code null} where nothing is. */
    public @Nullable Class<?> typeOf(String name) {
        return byName.get(name);
    }
}
