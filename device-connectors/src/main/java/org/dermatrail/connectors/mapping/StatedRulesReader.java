package org.dermatrail.connectors.mapping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dermatrail.connectors.mapping.StatedRules.Imaging;
import org.dermatrail.connectors.mapping.StatedRules.ParameterRule;
import org.dermatrail.domain.anatomy.AnatomicSite;
import org.dermatrail.domain.anatomy.Laterality;
import org.dermatrail.domain.capture.Modality;
import org.dermatrail.domain.diagnosis.DiagnosisCode;
import org.dermatrail.domain.diagnosis.DiagnosisConfirmation;
import org.dermatrail.domain.participant.Sex;
import org.dermatrail.domain.site.SiteId;
import org.jspecify.annotations.Nullable;

/** Reads the part of a mapping file that says what is stated with a capture. */
final class StatedRulesReader {

    private static final Pattern SITE_CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,39}");
    private static final Pattern TECHNIQUE = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");
    private static final Vocabulary<String> SITES = Vocabulary.open(
            "a site code of 1 to 40 letters, digits, hyphens, points and underscores",
            text -> SITE_CODE.matcher(text).matches() ? Optional.of(text) : Optional.empty());
    private static final Vocabulary<String> MAPPED_SITES =
            Vocabulary.open("a value that the mapping names under 'site.values'", text -> Optional.empty());
    // A kind of imaging is never guessed from a source's own word, not even from one that looks like a code.
    private static final Vocabulary<Imaging> IMAGING =
            Vocabulary.open("a value that the mapping names under 'modality.values'", text -> Optional.empty());

    private final Set<String> joins;
    private final MappingNode top;

    StatedRulesReader(Set<String> joins, MappingNode top) {
        this.joins = joins;
        this.top = top;
    }

    StatedRules read() {
        var site = top.need("site");
        var fields = new Fields(top.maybe("fields")
                .map(node -> node.allowing(
                        "ageYears", "sex", "anatomicSite", "laterality", "day", "diagnosis", "confirmation")));
        return new StatedRules(
                site(site),
                site.isBlock()
                        ? site.maybe("blank").map(node -> node.word(SITES)).orElse(SiteId.UNKNOWN)
                        : SiteId.UNKNOWN,
                modality(top.need("modality")),
                fields.number("ageYears"),
                fields.word("sex", Sex.class),
                fields.word("anatomicSite", AnatomicSite.class),
                fields.word("laterality", Laterality.class),
                fields.number("day"),
                fields.word("diagnosis", DiagnosisCode.class),
                fields.word("confirmation", DiagnosisConfirmation.class),
                parameters());
    }

    private FieldRule<String> site(MappingNode node) {
        if (!node.isBlock()) {
            return new FieldRule.Constant<>(node.word(SITES));
        }
        node.allowing("constant", "column", "join", "values", "blank", "names");
        if (node.maybe("constant").isPresent()) {
            return new FieldRule.Constant<>(node.need("constant").word(SITES));
        }
        var values = values(node, value -> value.word(SITES));
        return new FieldRule.Mapped<>(column(node), values, values.isEmpty() ? SITES : MAPPED_SITES);
    }

    private FieldRule<Imaging> modality(MappingNode node) {
        if (!node.isBlock() || node.maybe("code").isPresent()) {
            return new FieldRule.Constant<>(imaging(node));
        }
        node.allowing("column", "join", "values");
        var values = values(node, StatedRulesReader::imaging);
        for (var entry : values.entrySet()) {
            if (entry.getValue().isEmpty()) {
                throw node.need("values").invalid("must give a modality for each value; none may be null");
            }
        }
        if (values.isEmpty()) {
            throw node.invalid("needs 'values': which of the column's values stands for which modality");
        }
        return new FieldRule.Mapped<>(column(node), values, IMAGING);
    }

    private static Imaging imaging(MappingNode node) {
        var code = node.isBlock() ? node.allowing("code", "technique").need("code") : node;
        String text = code.text(16);
        try {
            String technique = node.isBlock()
                    ? node.maybe("technique")
                            .map(each -> each.text(TECHNIQUE, "a technique in capitals such as CLOSE_UP"))
                            .orElse(null)
                    : null;
            return new Imaging(new Modality(text), technique);
        } catch (IllegalArgumentException malformed) {
            throw code.invalid("is not a DICOM modality code such as DMS, XC, CFM, US or OCT");
        }
    }

    private List<ParameterRule> parameters() {
        var rules = new ArrayList<ParameterRule>();
        top.maybe("parameters").ifPresent(block -> block.entries().forEach((name, node) -> {
            if (!PARAMETER.matcher(name).matches()) {
                throw node.invalid("must be named by 1 to 40 letters, digits and underscores");
            }
            if (!node.isBlock()) {
                rules.add(new ParameterRule(name, column(node), null));
                return;
            }
            node.allowing("column", "join", "unit");
            rules.add(new ParameterRule(
                    name,
                    column(node),
                    node.maybe("unit").map(each -> each.text(20)).orElse(null)));
        }));
        return List.copyOf(rules);
    }

    private ColumnRef column(MappingNode node) {
        if (!node.isBlock()) {
            return new ColumnRef(null, node.text(MappingReader.LONGEST_COLUMN), node.key());
        }
        return new ColumnRef(join(node), node.need("column").text(MappingReader.LONGEST_COLUMN), node.key());
    }

    private @Nullable String join(MappingNode node) {
        var join = node.maybe("join");
        if (join.isEmpty()) {
            return null;
        }
        String name = join.get().text(80);
        if (!joins.contains(name)) {
            throw join.get().invalid("names a side table that 'joins' does not declare");
        }
        return name;
    }

    private interface ValueReading<T> {
        T read(MappingNode node);
    }

    private static <T> Map<String, Optional<T>> values(MappingNode node, ValueReading<T> reading) {
        Map<String, Optional<T>> values = new LinkedHashMap<>();
        node.maybe("values").ifPresent(block -> block.entries()
                .forEach((value, word) ->
                        values.put(value, word.isNothing() ? Optional.empty() : Optional.of(reading.read(word)))));
        return Collections.unmodifiableMap(values);
    }

    /** The block {@code fields}. */
    private final class Fields {

        private final Optional<MappingNode> block;

        Fields(Optional<MappingNode> block) {
            this.block = block;
        }

        @Nullable
        ColumnRef number(String name) {
            return block.flatMap(fields -> fields.maybe(name))
                    .map(node -> column(node.isBlock() ? node.allowing("column", "join") : node))
                    .orElse(null);
        }

        <E extends Enum<E>> @Nullable FieldRule<E> word(String name, Class<E> words) {
            return block.flatMap(fields -> fields.maybe(name))
                    .map(node -> rule(node, Vocabulary.of(words)))
                    .orElse(null);
        }

        private <E> FieldRule<E> rule(MappingNode node, Vocabulary<E> words) {
            if (!node.isBlock()) {
                return new FieldRule.Mapped<>(column(node), Map.of(), words);
            }
            if (node.maybe("constant").isPresent()) {
                return new FieldRule.Constant<>(
                        node.allowing("constant").need("constant").word(words));
            }
            if (node.maybe("oneHot").isPresent()) {
                return oneHot(node, words);
            }
            node.allowing("column", "join", "values", "constant", "oneHot");
            return new FieldRule.Mapped<>(column(node), values(node, value -> value.word(words)), words);
        }

        private <E> FieldRule<E> oneHot(MappingNode node, Vocabulary<E> words) {
            node.allowing("oneHot", "join");
            String join = join(node);
            var block = node.need("oneHot").allowing("columns").need("columns");
            Map<ColumnRef, E> columns = new LinkedHashMap<>();
            block.entries()
                    .forEach((column, word) -> columns.put(new ColumnRef(join, column, node.key()), word.word(words)));
            if (columns.isEmpty()) {
                throw block.invalid("must name at least one column");
            }
            return new FieldRule.OneHot<>(Collections.unmodifiableMap(columns));
        }
    }
}
