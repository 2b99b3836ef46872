package org.dermatrail.gateway.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.dermatrail.connectors.UnusableItem;
import org.dermatrail.gateway.edge.KnownCapture;
import org.dermatrail.gateway.edge.Pictures;
import org.jspecify.annotations.Nullable;

/** Has the pictures of a batch cleaned and judged on all cores. */
final class Judging {

    /**
     * What came of a batch.
     *
     * @param fit rows whose pictures are fit, in order
     * @param unusable rows with a picture that is not
     */
    record Result(List<Fit> fit, List<UnusableItem> unusable) {

        /** The cleaned pictures of all rows that are fit. */
        List<Pictures.Judged> pictures() {
            return fit.stream().flatMap(row -> row.pictures().stream()).toList();
        }
    }

    /**
     * A row with its cleaned pictures.
     *
     * @param row the row and what is known of it
     * @param pictures its pictures
     */
    record Fit(Needed row, List<Pictures.Judged> pictures) {}

    /**
     * A row that needs doing.
     *
     * @param received the row
     * @param known what is known of its capture, or {@code null}
     */
    record Needed(Received received, @Nullable KnownCapture known) {}

    private final Pictures pictures;
    private final ExecutorService cores;

    Judging(Pictures pictures, ExecutorService cores) {
        this.pictures = pictures;
        this.cores = cores;
    }

    Result judge(List<Needed> rows) {
        var underWay = new ArrayList<Future<Judged>>();
        for (var row : rows) {
            var received = row.received();
            underWay.add(received.pictures().isEmpty() ? DONE : cores.submit(() -> judge(received)));
        }
        var fit = new ArrayList<Fit>();
        var unusable = new ArrayList<UnusableItem>();
        for (int at = 0; at < rows.size(); at++) {
            var row = rows.get(at);
            switch (Waiting.on(underWay.get(at))) {
                case Judged.Good good -> fit.add(new Fit(row, good.pictures()));
                case Judged.Spoilt spoilt ->
                    unusable.add(spoilt.why()
                            .at(
                                    row.received().row().origin(),
                                    row.received().row().sourceCaptureId()));
            }
        }
        return new Result(fit, unusable);
    }

    private sealed interface Judged {
        record Good(List<Pictures.Judged> pictures) implements Judged {}

        record Spoilt(Pictures.Unusable why) implements Judged {}
    }

    private static final Future<Judged> DONE = CompletableFuture.completedFuture(new Judged.Good(List.of()));

    private Judged judge(Received row) {
        var judged = new ArrayList<Pictures.Judged>();
        for (var picture : row.pictures()) {
            try {
                judged.add(pictures.judge(picture));
            } catch (Pictures.Unusable spoilt) {
                return new Judged.Spoilt(spoilt);
            }
        }
        return new Judged.Good(judged);
    }
}
