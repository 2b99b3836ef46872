package org.dermatrail.ops.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dermatrail.ops.registry.OperatorDesk;
import org.dermatrail.ops.registry.Registry;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.CriteriaReader;
import org.dermatrail.projections.cohort.Facet;
import org.dermatrail.projections.cohort.Level;
import org.dermatrail.projections.record.AsOf;
import org.dermatrail.projections.record.AskingRefused;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Answers the question in a criteria file. */
public final class CohortOperation implements Operation {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};
    private static final long LARGEST_FILE = 1 << 20;
    private static final int DEFAULT_BUCKETS = 100;
    private static final Set<String> KEYS = Set.of("criteria", "facets", "asOf");
    private static final Set<String> FACET_KEYS = Set.of("field", "level", "interval", "limit");

    /** Carries what is wrong with a question. */
    private static final class Misasked extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Result result;

        Misasked(String code, String sentence) {
            super(sentence, null, false, false);
            this.result = Result.refused(code, sentence);
        }
    }

    @Override
    public String name() {
        return "cohort";
    }

    @Override
    public Result run(Registry registry, Arguments arguments, Progress progress) {
        Beginning.await(registry, progress);
        var file = Path.of(arguments.text("criteria"));
        try {
            if (Files.size(file) > LARGEST_FILE) {
                return Result.refused("CRITERIA_TOO_LARGE", "A criteria file has at most 1 MiB.");
            }
            Map<String, Object> asked = MAPPER.readValue(Files.readString(file), OBJECT);
            // A file that holds nothing but criteria is taken as such.
            if (asked.keySet().stream().noneMatch(KEYS::contains)) {
                asked = Map.of("criteria", asked);
            }
            return answer(registry, asked);
        } catch (Misasked e) {
            return e.result;
        } catch (AskingRefused e) {
            return Result.refused(e.refusal().code(), e.refusal().sentence());
        } catch (JacksonException e) {
            return Result.refused(
                    "CRITERIA_NOT_JSON",
                    file.getFileName() + " is not JSON: " + e.getOriginalMessage() + " at line "
                            + (e.getLocation() == null ? 0 : e.getLocation().getLineNr()) + ".");
        } catch (IOException e) {
            return Result.refused("CRITERIA_NOT_READABLE", "The criteria file " + file + " cannot be read.");
        }
    }

    private static Result answer(Registry registry, Map<String, Object> asked) {
        for (var key : asked.keySet()) {
            if (!KEYS.contains(key)) {
                throw new Misasked(
                        "CRITERIA_KEY_UNKNOWN",
                        "'" + key + "' is no part of a question; there are criteria, facets, asOf.");
            }
        }
        var criteria = criteria(asked.get("criteria"));
        var facets = new ArrayList<Facet>();
        if (asked.get("facets") instanceof List<?> list) {
            list.forEach(each -> facets.add(facet(each)));
        }
        AsOf asOf = asked.get("asOf") == null || "live".equals(asked.get("asOf"))
                ? new AsOf.Live()
                : new AsOf.Cut(String.valueOf(asked.get("asOf")));
        CohortQuestion question;
        try {
            question = new CohortQuestion(OperatorDesk.access(), criteria, facets);
        } catch (IllegalArgumentException e) {
            throw new Misasked("CRITERIA_TOO_LARGE", e.getMessage() + ".");
        }
        var answer = registry.operatorDesk().ask(question, asOf, MAPPER.writeValueAsString(asked));
        return Result.done(CohortAnswers.json(answer, asOf), CohortAnswers.lines(answer, asOf));
    }

    private static Criteria criteria(@org.jspecify.annotations.Nullable Object node) {
        if (node == null) {
            return Criteria.everything();
        }
        if (!(node instanceof Map<?, ?>)) {
            throw new Misasked("CRITERIA_TYPE_WRONG", "'criteria' is an object, for instance {\"all\": []}.");
        }
        return switch (CriteriaReader.read(MAPPER.convertValue(node, OBJECT))) {
            case CriteriaReader.Read read -> read.criteria();
            case CriteriaReader.Unreadable unreadable ->
                throw new Misasked(unreadable.code().name(), unreadable.sentence());
        };
    }

    private static Facet facet(@org.jspecify.annotations.Nullable Object node) {
        Map<String, Object> asked =
                node instanceof Map<?, ?> ? MAPPER.convertValue(node, OBJECT) : Map.of("field", String.valueOf(node));
        for (var key : asked.keySet()) {
            if (!FACET_KEYS.contains(key)) {
                throw new Misasked(
                        "FACET_KEY_UNKNOWN",
                        "'" + key + "' is no part of a facet; there are field, level, interval, limit.");
            }
        }
        var name = String.valueOf(asked.get("field"));
        var field = CohortField.named(name)
                .orElseThrow(() -> new Misasked("FACET_FIELD_UNKNOWN", "There is no field '" + name + "'."));
        try {
            var level = Level.valueOf(String.valueOf(asked.getOrDefault("level", "CAPTURE")));
            int interval = asked.get("interval") instanceof Number number ? number.intValue() : 0;
            int limit = asked.get("limit") instanceof Number number ? number.intValue() : DEFAULT_BUCKETS;
            return new Facet(field, level, interval, limit);
        } catch (IllegalArgumentException e) {
            throw new Misasked("FACET_UNCLEAR", "Facet of '" + name + "': " + e.getMessage() + ".");
        }
    }
}
