package org.dermatrail.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventCatalogueTest {

    private static final Set<Type> PLAIN = Set.of(
            String.class,
            Integer.class,
            Long.class,
            Double.class,
            Boolean.class,
            int.class,
            long.class,
            double.class,
            boolean.class);

    enum Colour {
        RED
    }

    record HoldsAnEnum(Colour colour) {}

    record HoldsAnObject(List<Object> anything) {}

    record HoldsThemDeeply(List<HoldsAnEnum> inside) {}

    static Stream<Class<?>> types() {
        return EventCatalogue.types();
    }

    @ParameterizedTest
    @MethodSource("types")
    void an_event_is_a_record_of_plain_values(Class<?> type) {
        assertThat(notPlain(type)).isEmpty();
    }

    @Test
    void what_is_not_plain_is_found_however_deep() {
        assertThat(notPlain(HoldsAnEnum.class)).containsExactly("HoldsAnEnum.colour");
        assertThat(notPlain(HoldsAnObject.class)).containsExactly("HoldsAnObject.anything");
        assertThat(notPlain(HoldsThemDeeply.class)).containsExactly("HoldsAnEnum.colour");
        assertThat(notPlain(Colour.class)).containsExactly("Colour");
    }

    @ParameterizedTest
    @MethodSource("types")
    void an_event_has_a_kebab_case_name_and_a_version_counted_from_one(Class<?> type) {
        var name = Objects.requireNonNull(type.getAnnotation(WireName.class));

        assertThat(name.value()).matches("[a-z]+(-[a-z]+)+");
        assertThat(name.version()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("types")
    void an_event_is_found_by_its_name_and_its_name_by_the_event(Class<?> type) {
        var catalogue = new EventCatalogue();
        var name = Objects.requireNonNull(catalogue.nameOf(type));

        assertThat(catalogue.typeOf(name.value())).isEqualTo(type);
    }

    @Test
    void names_are_unique_and_what_is_no_event_has_none() {
        var catalogue = new EventCatalogue();

        assertThat(types().map(catalogue::nameOf).map(Objects::requireNonNull).map(WireName::value))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(20);
        assertThat(catalogue.nameOf(String.class)).isNull();
        assertThat(catalogue.typeOf("never-happened")).isNull();
    }

    private static List<String> notPlain(Class<?> type) {
        if (!type.isRecord()) {
            return List.of(type.getSimpleName());
        }
        var found = new ArrayList<String>();
        for (var component : type.getRecordComponents()) {
            var unwrapped = unwrapped(component.getGenericType());
            if (unwrapped instanceof Class<?> nested && nested.isRecord()) {
                found.addAll(notPlain(nested));
            } else if (unwrapped == null || !PLAIN.contains(unwrapped)) {
                found.add(type.getSimpleName() + "." + component.getName());
            }
        }
        return found;
    }

    /** What a list holds, or the type itself; {@code null} where it is neither a class nor a list. */
    private static @Nullable Type unwrapped(Type type) {
        if (type instanceof ParameterizedType list) {
            return list.getRawType() == List.class
                    ? Arrays.stream(list.getActualTypeArguments()).findFirst().orElse(null)
                    : null;
        }
        return type;
    }
}
