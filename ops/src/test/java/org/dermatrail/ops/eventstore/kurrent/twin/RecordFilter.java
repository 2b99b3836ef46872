package org.dermatrail.ops.eventstore.kurrent.twin;

import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadReq.Options.FilterOptions;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which events of the whole log a reader asked for: by a regular expression or by prefixes, of the stream or the type. */
final class RecordFilter {

    private RecordFilter() {}

    static Predicate<TwinRecord> of(FilterOptions options) {
        return switch (options.getFilterCase()) {
            case STREAM_IDENTIFIER -> of(options.getStreamIdentifier(), TwinRecord::stream);
            case EVENT_TYPE -> of(options.getEventType(), TwinRecord::type);
            case FILTER_NOT_SET -> throw TwinRefusal.invalidArgument("'filter' is not set");
        };
    }

    private static Predicate<TwinRecord> of(FilterOptions.Expression expression, Function<TwinRecord, String> field) {
        if (!expression.getRegex().isEmpty()) {
            var pattern = Pattern.compile(expression.getRegex());
            return record -> pattern.matcher(field.apply(record)).find();
        }
        var prefixes = List.copyOf(expression.getPrefixList());
        return record -> prefixes.stream().anyMatch(field.apply(record)::startsWith);
    }
}
