package org.dermatrail.ops.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import tools.jackson.databind.JsonNode;

/**
 * Gives tests one registry that holds all published tables, imported once for all of them.
 *
 * <p>Tests may ask and may import the same again; none may change what is known.
 */
final class AllTables implements ParameterResolver {

    /** The registry, and what each first import reported. */
    record Registered(Path folder, Clinic clinic, Map<PublishedTable, JsonNode> reports) implements AutoCloseable {

        static Registered now() {
            try {
                // Skips before anything is opened.
                for (var table : PublishedTable.values()) {
                    var _ = table.arguments();
                }
                var folder = Files.createTempDirectory("all-tables");
                var clinic = Clinic.in(folder);
                var reports = new EnumMap<PublishedTable, JsonNode>(PublishedTable.class);
                for (var table : PublishedTable.values()) {
                    reports.put(table, clinic.imports(table));
                }
                return new Registered(folder, clinic, reports);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        JsonNode report(PublishedTable table) {
            return java.util.Objects.requireNonNull(reports.get(table));
        }

        @Override
        public void close() throws IOException {
            clinic.close();
            try (var found = Files.walk(folder)) {
                for (var each : found.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        return parameter.getParameter().getType() == Registered.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        return extension
                .getRoot()
                .getStore(ExtensionContext.Namespace.create(AllTables.class))
                .computeIfAbsent(AllTables.class, key -> Registered.now(), Registered.class);
    }
}
