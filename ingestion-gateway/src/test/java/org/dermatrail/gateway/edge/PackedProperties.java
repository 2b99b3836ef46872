package org.dermatrail.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What the source map keeps of an id or a digest comes back letter by letter, whatever its form. */
class PackedProperties {

    @Property(tries = 300)
    void an_id_comes_back_as_it_was(@ForAll("ids") String id) throws SQLException {
        assertThat(keptAndRead(Packed.id(id), false)).isEqualTo(id);
    }

    @Property(tries = 300)
    void a_digest_comes_back_as_it_was(@ForAll("digests") String digest) throws SQLException {
        assertThat(keptAndRead(Packed.digest(digest), true)).isEqualTo(digest);
    }

    @Property(tries = 50)
    void a_uuid_takes_sixteen_bytes(@ForAll long high, @ForAll long low) {
        assertThat(Packed.id(new UUID(high, low).toString()))
                .isInstanceOfSatisfying(byte[].class, bytes -> assertThat(bytes).hasSize(16));
    }

    private static @Nullable String keptAndRead(@Nullable Object kept, boolean digest) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                var statement = connection.prepareStatement("SELECT ?")) {
            statement.setObject(1, kept);
            try (var row = statement.executeQuery()) {
                assertThat(row.next()).isTrue();
                return digest ? Packed.digest(row, 1) : Packed.id(row, 1);
            }
        }
    }

    @Provide
    Arbitrary<String> ids() {
        var uuids = Arbitraries.create(UUID::randomUUID).map(UUID::toString);
        return Arbitraries.oneOf(
                uuids,
                uuids.map(id -> id.toUpperCase(java.util.Locale.ROOT)),
                uuids.map(id -> id.replace('-', '0')),
                Arbitraries.strings().ofMaxLength(40));
    }

    @Provide
    Arbitrary<String> digests() {
        var hex = Arbitraries.strings().withChars("0123456789abcdef").ofLength(64);
        var pictures = hex.list().ofMaxSize(3).map(each -> String.join("+", each));
        var usual = hex.flatMap(facts -> pictures.map(shown -> facts + ":" + shown));
        return Arbitraries.oneOf(
                usual,
                usual.map(digest -> digest.toUpperCase(java.util.Locale.ROOT)),
                usual.map(digest -> digest.replace('+', ':')),
                usual.map(digest -> digest + "+"),
                Arbitraries.strings().ofMaxLength(140));
    }
}
