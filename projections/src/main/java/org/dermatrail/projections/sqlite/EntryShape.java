package org.dermatrail.projections.sqlite;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.dermatrail.projections.record.Entry;

/**
 * The components of all entries, in their order, as one number.
 *
 * <p>Why: documents name no components, so a file written when they were others must not be read as if they were these; it
 * is dropped and rebuilt by itself, without anybody having to think of it. Stateless.
 */
final class EntryShape {

    private EntryShape() {}

    /** The same for the same records with the same components, whatever the machine. */
    static int number() {
        var seen = new LinkedHashSet<Class<?>>();
        Arrays.stream(Entry.class.getPermittedSubclasses())
                .sorted(Comparator.comparing(Class::getName))
                .forEach(entry -> add(entry, seen));
        var words = new StringBuilder();
        for (var each : seen) {
            words.append(each.getSimpleName());
            for (var component : each.getRecordComponents()) {
                words.append(' ').append(component.getName()).append(':').append(component.getGenericType());
            }
            words.append('\n');
        }
        return words.toString().hashCode();
    }

    private static void add(Type type, Set<Class<?>> seen) {
        if (type instanceof ParameterizedType list) {
            Arrays.stream(list.getActualTypeArguments()).forEach(each -> add(each, seen));
        } else if (type instanceof Class<?> known && known.isRecord() && seen.add(known)) {
            Arrays.stream(known.getRecordComponents()).forEach(each -> add(each.getGenericType(), seen));
        }
    }
}
