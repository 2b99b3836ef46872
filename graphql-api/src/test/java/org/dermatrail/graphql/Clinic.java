package org.dermatrail.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.dermatrail.domain.Outcome;
import org.dermatrail.domain.audit.AuditLog;
import org.dermatrail.domain.audit.AuditRecord;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms.Kind;
import org.dermatrail.graphql.caller.Caller;
import org.dermatrail.projections.disclosure.DisclosurePolicy;
import org.dermatrail.projections.discrepancy.Discrepancies.DiscrepancyRecord;
import org.dermatrail.projections.discrepancy.Discrepancies.Stated;
import org.dermatrail.projections.record.RegistryRecords.SiteRecord;
import org.dermatrail.projections.record.RegistryRecords.StudyRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.graphql.autoconfigure.GraphQlAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import org.springframework.graphql.test.tester.ExecutionGraphQlServiceTester;
import org.springframework.graphql.test.tester.GraphQlTester;

/** A small registry with the whole API in front of it. */
final class Clinic implements AutoCloseable {

    static final String STUDY = "naevus-2026";
    static final String VIENNA = STUDY + "/vienna";
    static final String GRAZ = STUDY + "/graz";
    static final String OTHER_STUDY = "vitiligo-2026";

    static final Caller RESEARCHER =
            Caller.researcher("reader-1", "depth-study", Set.of(STUDY), new DisclosurePolicy(3));
    static final Caller COORDINATOR = Caller.coordinator("coordinator-1", Set.of(VIENNA));
    static final Caller ETHICS = Caller.ethics("ethics-1");
    static final Caller KEEPER = Caller.dataManager("dora");

    final MemoryRegistry registry = new MemoryRegistry();
    final MemoryAudit audit = new MemoryAudit();
    final MemoryPseudonyms pseudonyms = new MemoryPseudonyms();
    final List<Object> sent = new ArrayList<>();
    final AtomicReference<Outcome> outcome = new AtomicReference<>(Outcome.accept());
    final AtomicReference<Duration> clockStep = new AtomicReference<>(Duration.ZERO);
    final String alice;
    final String lesion;
    final String capture;
    final String withheldCapture;
    final String discrepancy;

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    Clinic() {
        this(QueryLimitSettings.USUAL);
    }

    Clinic(QueryLimitSettings limits) {
        registry.studies.add(new StudyRecord(STUDY, "Naevi", List.of("1.0"), false));
        registry.studies.add(new StudyRecord(OTHER_STUDY, "Vitiligo", List.of(), false));
        registry.sites.add(new SiteRecord(VIENNA, STUDY, "vienna", "Vienna", false));
        registry.sites.add(new SiteRecord(GRAZ, STUDY, "graz", "Graz", false));
        registry.sites.add(new SiteRecord(OTHER_STUDY + "/linz", OTHER_STUDY, "linz", "Linz", false));
        registry.cuts.add("spring");
        alice = registry.addParticipant(STUDY, VIENNA, true);
        lesion = registry.addLesion(alice, "MEL");
        capture = registry.addCapture(alice, lesion, 0, false);
        withheldCapture = registry.addCapture(alice, lesion, 9, true);
        for (int i = 0; i < 6; i++) {
            var person = registry.addParticipant(STUDY, i % 2 == 0 ? VIENNA : GRAZ, i != 5);
            var theirs = registry.addLesion(person, "NV");
            for (int day = 0; day < 10; day++) {
                registry.addCapture(person, theirs, day, false);
            }
        }
        var elsewhere = registry.addParticipant(OTHER_STUDY, OTHER_STUDY + "/linz", true);
        registry.addCapture(elsewhere, registry.addLesion(elsewhere, "VITILIGO"), 0, false);
        discrepancy = MemoryRegistry.id();
        registry.discrepancies.put(
                discrepancy,
                new DiscrepancyRecord(
                        discrepancy,
                        alice,
                        STUDY,
                        "LESION",
                        lesion,
                        "participant",
                        List.of(new Stated(alice, capture), new Stated(elsewhere, null)),
                        null));
        start(limits);
    }

    private void start(QueryLimitSettings limits) {
        var start = Instant.parse("2026-05-04T10:00:00Z");
        var ticks = new AtomicReference<>(start);
        InstantSource ticking = () -> ticks.getAndUpdate(now -> now.plus(clockStep.get()));
        context.registerBean(MemoryRegistry.class, () -> registry);
        context.registerBean(CohortDoor.class, () -> new MemoryCohortDoor(registry));
        context.registerBean(CommandDesk.class, () -> (command, caller) -> {
            sent.add(command);
            return outcome.get();
        });
        context.registerBean(Ids.class, () -> MemoryRegistry::id);
        context.registerBean(ProjectPseudonyms.class, () -> pseudonyms);
        context.registerBean(AuditLog.class, () -> audit);
        context.registerBean(Clock.class, () -> ticking.withZone(ZoneOffset.UTC));
        context.registerBean(QueryLimitSettings.class, () -> limits);
        context.register(GraphQlApi.class, GraphQlAutoConfiguration.class);
        context.refresh();
    }

    GraphQlSource source() {
        return context.getBean(GraphQlSource.class);
    }

    /** Asks as a caller, with Spring's tester. */
    GraphQlTester as(Caller caller) {
        return ExecutionGraphQlServiceTester.builder(context.getBean(ExecutionGraphQlService.class))
                .configureExecutionInput((input, builder) ->
                        builder.graphQLContext(Map.of(Caller.class, caller)).build())
                .build();
    }

    /** The whole answer as it would be serialised; {@code null} asks as nobody. */
    Map<String, Object> answer(
            @Nullable Caller caller, String document, Map<String, ? extends @Nullable Object> variables) {
        var request = new DefaultExecutionGraphQlRequest(
                document,
                null,
                new java.util.HashMap<>(variables),
                null,
                UUID.randomUUID().toString(),
                null);
        if (caller != null) {
            request.configureExecutionInput((input, builder) ->
                    builder.graphQLContext(Map.of(Caller.class, caller)).build());
        }
        var response =
                context.getBean(ExecutionGraphQlService.class).execute(request).block();
        return Optional.ofNullable(response).orElseThrow().toMap();
    }

    /** The code of the first error, or {@code none}. */
    String code(@Nullable Caller caller, String document) {
        return code(answer(caller, document, Map.of()));
    }

    static String code(Map<String, Object> answer) {
        if (answer.get("errors") instanceof List<?> errors
                && !errors.isEmpty()
                && errors.getFirst() instanceof Map<?, ?> error
                && error.get("extensions") instanceof Map<?, ?> extensions) {
            return String.valueOf(extensions.get("code"));
        }
        return "none";
    }

    String scoped(Caller caller, ProjectPseudonyms.Kind kind, String id) {
        return pseudonyms.scope(caller.scope(), kind, id);
    }

    @Override
    public void close() {
        context.close();
    }

    /** Pseudonyms that are remembered, so that they can be revealed. */
    static final class MemoryPseudonyms implements ProjectPseudonyms {

        private final Map<String, String> raw = new ConcurrentHashMap<>();

        @Override
        public String scope(String project, Kind kind, String id) {
            var name = project + "|" + kind + "|" + id;
            var scoped = "s"
                    + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                            .toString()
                            .replace("-", "");
            raw.put(project + "|" + kind + "|" + scoped, id);
            return scoped;
        }

        @Override
        public Optional<String> reveal(String project, Kind kind, String scopedId) {
            return Optional.ofNullable(raw.get(project + "|" + kind + "|" + scopedId));
        }
    }

    /** An audit log that can be made to fail. */
    static final class MemoryAudit implements AuditLog {

        final List<AuditRecord> records = new ArrayList<>();
        boolean down;

        @Override
        public synchronized void append(AuditRecord auditRecord) {
            if (down) {
                throw new IllegalStateException("disk full");
            }
            records.add(auditRecord);
        }

        @Override
        public synchronized Stream<Entry> read(long afterPosition, int limit) {
            var entries = new ArrayList<Entry>();
            for (int i = 0; i < records.size(); i++) {
                entries.add(new Entry(i + 1L, records.get(i)));
            }
            return entries.stream()
                    .filter(entry -> entry.position() > afterPosition)
                    .limit(limit);
        }
    }

    /** An id as an argument of this caller. */
    String id(Caller caller, Kind kind, String raw) {
        return "\"" + scoped(caller, kind, raw) + "\"";
    }

    /** The last command that a change was turned into. */
    Object commandOf(Caller caller, String change) {
        var answer = answer(caller, "mutation { " + change + " }", Map.of());
        assertThat(code(answer)).as(answer.toString()).isEqualTo("none");
        return sent.getLast();
    }
}
