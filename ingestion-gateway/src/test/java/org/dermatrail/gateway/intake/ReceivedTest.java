package org.dermatrail.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.dermatrail.connectors.SourceCapture;
import org.dermatrail.connectors.SourceItem.Origin;
import org.dermatrail.domain.capture.Modality;
import org.dermatrail.domain.capture.StatedFacts;
import org.dermatrail.domain.site.SiteId;
import org.dermatrail.gateway.edge.Pictures;
import org.junit.jupiter.api.Test;

class ReceivedTest {

    private static Received row(String facts, String... pictures) {
        var stated = new StatedFacts(
                new SiteId("a-study", "A"), Modality.DMS, null, null, null, null, null, null, List.of());
        return new Received(
                new SourceCapture(new Origin("table.csv", 2), "C", null, null, stated, null, List.of()),
                facts,
                Arrays.stream(pictures)
                        .map(digest -> new Pictures.Received(
                                Path.of(digest + ".jpg"), digest, new Pictures.Bytes(new byte[0])))
                        .toList(),
                "participant");
    }

    @Test
    void the_same_statements_and_pictures_say_the_same() {
        assertThat(row("f", "p", "q").saysTheSameAs(row("f", "p", "q").digest()))
                .isTrue();
        assertThat(row("f").saysTheSameAs(row("f").digest())).isTrue();
    }

    @Test
    void other_statements_say_something_else() {
        assertThat(row("f", "p").saysTheSameAs(row("g", "p").digest())).isFalse();
        assertThat(row("f").saysTheSameAs(row("g").digest())).isFalse();
    }

    @Test
    void a_picture_that_came_late_or_changed_says_something_else() {
        assertThat(row("f", "p").saysTheSameAs(row("f").digest())).isFalse();
        assertThat(row("f", "p").saysTheSameAs(row("f", "q").digest())).isFalse();
        assertThat(row("f", "p", "q").saysTheSameAs(row("f", "q", "p").digest()))
                .isFalse();
    }

    @Test
    void pictures_that_did_not_come_this_time_contradict_nothing() {
        assertThat(row("f").saysTheSameAs(row("f", "p").digest())).isTrue();
    }
}
