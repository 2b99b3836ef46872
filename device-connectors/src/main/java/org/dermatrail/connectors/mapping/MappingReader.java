package org.dermatrail.connectors.mapping;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.dermatrail.connectors.SourceDescription;
import org.dermatrail.connectors.SourceFault;
import org.dermatrail.connectors.mapping.TableMapping.Format;
import org.dermatrail.connectors.mapping.TableMapping.IdColumns;
import org.dermatrail.connectors.mapping.TableMapping.Ids;
import org.dermatrail.connectors.mapping.TableMapping.Join;
import org.dermatrail.domain.participant.ConsentBasis;
import org.dermatrail.domain.participant.Identification;
import org.dermatrail.domain.participant.ParticipantCommand.Consent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads the text of a mapping file into a {@link TableMapping}. */
final class MappingReader {

    static final int LONGEST_COLUMN = 200;

    private static final Pattern STUDY_CODE = Pattern.compile("[a-z0-9][a-z0-9-]{1,39}");
    private static final String SURROGATE = "surrogate-per-lesion";
    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private final MappingNode top;
    private final boolean ready;

    private MappingReader(MappingNode top, boolean ready) {
        this.top = top;
        this.ready = ready;
    }

    /**
     * Reads a mapping.
     *
     * @param file how it is named in messages
     * @param text the YAML
     * @param ready whether it comes with the product
     */
    static TableMapping read(String file, String text, boolean ready) {
        return new MappingReader(new MappingNode(file, "", parse(file, text)), ready).mapping();
    }

    private static JsonNode parse(String file, String text) {
        try {
            return YAML.readTree(text);
        } catch (JacksonException unreadable) {
            var location = unreadable.getLocation();
            String line = location == null || location.getLineNr() < 1 ? "" : ", line " + location.getLineNr();
            throw new SourceFault(
                    "MAPPING_NOT_YAML",
                    "%s%s: this is not well-formed YAML (%s)."
                            .formatted(file, line, firstLine(unreadable.getOriginalMessage())));
        }
    }

    private static String firstLine(@Nullable String message) {
        String first = message == null ? "" : message.lines().findFirst().orElse("");
        return first.length() > 120 ? first.substring(0, 120) + "…" : first;
    }

    private TableMapping mapping() {
        top.allowing(
                "name",
                "source",
                "study",
                "consent",
                "delimiter",
                "encoding",
                "joins",
                "participant",
                "captureId",
                "lesionId",
                "site",
                "modality",
                "fields",
                "parameters",
                "pictures");
        var joins = joins();
        var rules = new StatedRulesReader(joins.keySet(), top);
        return new TableMapping(
                top.file(),
                top.need("name").text(80),
                description(),
                new Format(delimiter(), encoding()),
                joins,
                new Ids(
                        id(top.need("captureId")),
                        top.maybe("lesionId").map(MappingReader::id).orElse(null),
                        participant()),
                rules.read(),
                pictureFiles());
    }

    private SourceDescription description() {
        var study = top.need("study").allowing("code", "title");
        var consent = top.need("consent").allowing("basis", "formVersion");
        return new SourceDescription(
                top.need("source").allowing("issuer").need("issuer").text(80),
                study.need("code").text(STUDY_CODE, "a study code of 2 to 40 lower-case letters, digits and hyphens"),
                study.need("title").text(200),
                ready,
                siteNames(),
                participant() == null ? Identification.SURROGATE_PER_LESION : Identification.GIVEN,
                new Consent(
                        consent.need("basis").word(Vocabulary.of(ConsentBasis.class)),
                        consent.need("formVersion").text(80)));
    }

    private Map<String, String> siteNames() {
        Map<String, String> names = new LinkedHashMap<>();
        var site = top.need("site");
        if (site.isBlock()) {
            site.maybe("names")
                    .ifPresent(node -> node.entries().forEach((code, name) -> names.put(code, name.text(200))));
        }
        return Collections.unmodifiableMap(names);
    }

    private char delimiter() {
        String text = top.maybe("delimiter").map(MappingNode::raw).orElse(",");
        String one = text.equals("\\t") || text.equals("tab") ? "\t" : text;
        if (one.length() != 1 || "\"\r\n\0\uFEFF".contains(one) || Character.isSurrogate(one.charAt(0))) {
            throw top.need("delimiter").invalid("must be one character such as ',', ';' or '\\t'");
        }
        return one.charAt(0);
    }

    private Charset encoding() {
        var node = top.maybe("encoding");
        if (node.isEmpty()) {
            return StandardCharsets.UTF_8;
        }
        String name = node.get().text(40);
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            throw node.get().invalid("must be the name of an encoding such as UTF-8, UTF-16 or GB18030");
        }
    }

    private Map<String, Join> joins() {
        Map<String, Join> joins = new LinkedHashMap<>();
        top.maybe("joins").ifPresent(block -> block.entries().forEach((name, node) -> {
            node.allowing("on", "key", "required");
            joins.put(
                    name,
                    new Join(
                            node.need("on").text(LONGEST_COLUMN),
                            node.need("key").text(LONGEST_COLUMN),
                            node.maybe("required").map(MappingNode::flag).orElse(false)));
        }));
        return Collections.unmodifiableMap(joins);
    }

    private @Nullable IdColumns participant() {
        var node = top.need("participant");
        if (node.isBlock()) {
            return id(node.allowing("given").need("given"));
        }
        if (!node.raw().equals(SURROGATE)) {
            throw node.invalid("must be '%s', or 'given' with the column that names the person".formatted(SURROGATE));
        }
        return null;
    }

    private static IdColumns id(MappingNode node) {
        if (!node.isBlock()) {
            return new IdColumns(node.texts(LONGEST_COLUMN), "/");
        }
        node.allowing("columns", "separator");
        return new IdColumns(
                node.need("columns").texts(LONGEST_COLUMN),
                node.maybe("separator").map(each -> each.text(5)).orElse("/"));
    }

    private List<String> pictureFiles() {
        var node = top.maybe("pictures");
        if (node.isEmpty()) {
            return List.of("{captureId}.jpg", "{captureId}.jpeg", "{captureId}.png", "{captureId}.JPG");
        }
        var files = node.get().allowing("files").need("files");
        var patterns = files.texts(200);
        for (String pattern : patterns) {
            if (!pattern.contains("{")
                    || !pattern.replaceAll("\\{[^{}]+\\}", "").matches("[^{}]*")) {
                throw files.invalid("must hold at least one placeholder such as {captureId}");
            }
        }
        return patterns;
    }
}
