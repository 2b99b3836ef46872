package org.dermatrail.projections.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class TakingOverTest {

    private static final Serializer JSON = Jackson3Serializer.builder().build();

    private final Registries registries = new Registries();

    @AfterEach
    void close() {
        registries.close();
    }

    private ElasticReadSide open(ElasticSettings settings, String feeder, String log) {
        var readSide = ElasticReadSide.open(settings, new ElasticReadSide.Source(log, feeder, JSON, JSON));
        registries.closing(readSide::close);
        return readSide;
    }

    @Test
    void another_process_looks_on_and_goes_on_where_the_first_one_ended() {
        // Given
        var settings = registries.fresh();
        var first = open(settings, "first", "log");
        var second = open(settings, "second", "log");
        assertThat(first.tokens().fetchToken("p", 0)).isNull();
        first.tokens().storeToken(new GlobalSequenceTrackingToken(7), "p", 0);

        // Then
        assertThatThrownBy(() -> second.tokens().fetchToken("p", 0)).isInstanceOf(UnableToClaimTokenException.class);
        assertThat(second.tokens().look("p")).contains(new GlobalSequenceTrackingToken(7));
        assertThatThrownBy(() -> second.tokens().storeToken(new GlobalSequenceTrackingToken(9), "p", 0))
                .isInstanceOf(UnableToClaimTokenException.class);

        // When
        first.tokens().releaseClaim("p", 0);

        // Then
        assertThat(second.tokens().fetchToken("p", 0)).isEqualTo(new GlobalSequenceTrackingToken(7));
        assertThatThrownBy(() -> first.tokens().storeToken(new GlobalSequenceTrackingToken(8), "p", 0))
                .isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> first.tokens().extendClaim("p", 0)).isInstanceOf(UnableToClaimTokenException.class);
    }

    @Test
    void a_process_that_was_killed_goes_on_at_once_when_it_is_started_anew() {
        // Given
        var settings = registries.fresh();
        var killed = open(settings, "same", "log");
        assertThat(killed.tokens().fetchToken("p", 0)).isNull();
        killed.tokens().storeToken(new GlobalSequenceTrackingToken(3), "p", 0);

        // Then
        assertThat(open(settings, "same", "log").tokens().fetchToken("p", 0))
                .isEqualTo(new GlobalSequenceTrackingToken(3));
        assertThatThrownBy(() -> killed.tokens().storeToken(new GlobalSequenceTrackingToken(4), "p", 0))
                .isInstanceOf(UnableToClaimTokenException.class);
    }

    @Test
    void what_was_fed_from_another_log_is_emptied_and_begun_anew() {
        // Given
        var settings = registries.fresh();
        var before = open(settings, "same", "a log");
        assertThat(before.tokens().fetchToken("p", 0)).isNull();
        before.tokens().storeToken(new GlobalSequenceTrackingToken(3), "p", 0);
        before.tokens().releaseClaim("p", 0);

        // When
        var after = open(settings, "same", "another log");

        // Then
        assertThat(after.tokens().fetchToken("p", 0)).isNull();
        assertThat(after.tokens().look("p")).isEmpty();
    }

    @Test
    void what_another_version_laid_out_is_emptied_entries_too_and_begun_anew() {
        // Given
        var settings = registries.fresh();
        var before = open(settings, "same", "log");
        assertThat(before.tokens().fetchToken("p", 0)).isNull();
        before.entries().write(List.of(), before.entries().nextOrdinals(), 3);
        before.tokens().storeToken(new GlobalSequenceTrackingToken(3), "p", 0);
        assertThat(before.entries().position()).isEqualTo(3);
        before.tokens().releaseClaim("p", 0);
        Registries.layOutOtherwise(settings);

        // When
        var after = open(settings, "same", "log");

        // Then
        assertThat(after.entries().position()).isEqualTo(-1);
        assertThat(after.tokens().fetchToken("p", 0)).isNull();
    }

    @Test
    void what_a_writer_that_was_taken_over_from_still_sends_is_not_taken() throws Exception {
        // Given
        var settings = registries.fresh();
        try (var cluster = new Cluster(settings)) {
            var index = ElasticEntryStore.generations(cluster).inUse();
            var first = new IndexWrites(cluster, index);
            first.claim();
            var second = new IndexWrites(cluster, index);
            second.claim();

            // Then
            var document = JsonNodeFactory.instance.objectNode().put("kind", "late");
            assertThatThrownBy(() -> first.write(Map.of("late", document))).isInstanceOf(WriterSuperseded.class);
            second.write(Map.of("good", document));
            second.show();
            assertThat(Registries.plainly("GET", "/" + index + "/_search?q=kind:late&filter_path=hits.hits._id", ""))
                    .contains("good")
                    .doesNotContain("\"late\"");
        }
    }
}
