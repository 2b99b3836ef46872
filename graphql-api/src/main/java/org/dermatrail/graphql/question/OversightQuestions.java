package org.dermatrail.graphql.question;

import static org.dermatrail.graphql.question.StudyQuestions.source;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.dermatrail.domain.audit.AuditLog;
import org.dermatrail.graphql.page.Connection;
import org.dermatrail.graphql.page.Pages;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** Shows the audit log to those who oversee. Thread-safe. */
public final class OversightQuestions implements RuntimeWiringConfigurer {

    private static final String CURSOR = "audit:";

    private final AuditLog log;

    /** Reads this log. */
    public OversightQuestions(AuditLog log) {
        this.log = log;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type.dataFetcher("auditLog", this::page))
                .type("AuditEntry", type -> type.dataFetcher(
                                "at", env -> entry(env).auditRecord().at().toString())
                        .dataFetcher("account", env -> entry(env).auditRecord().account())
                        .dataFetcher("role", env -> entry(env).auditRecord().role())
                        .dataFetcher("project", env -> entry(env).auditRecord().project())
                        .dataFetcher("action", env -> entry(env).auditRecord().action())
                        .dataFetcher("question", env -> entry(env).auditRecord().question())
                        .dataFetcher(
                                "dataPosition", env -> entry(env).auditRecord().position())
                        .dataFetcher(
                                "disclosed", env -> entry(env).auditRecord().disclosed())
                        .dataFetcher("subjects", env -> entry(env).auditRecord().subjects()));
    }

    private static AuditLog.Entry entry(DataFetchingEnvironment env) {
        return source(env, AuditLog.Entry.class);
    }

    private Connection<AuditLog.Entry> page(DataFetchingEnvironment env) {
        int first = Pages.first(env);
        String after = env.getArgument("after");
        var found = new ArrayList<AuditLog.Entry>();
        try (var entries = log.read(after == null ? 0 : position(after), first + 1)) {
            entries.forEach(found::add);
        }
        List<AuditLog.Entry> shown = found.subList(0, Math.min(first, found.size()));
        return Connection.of(shown, entry -> cursor(entry.position()), after != null, found.size() > first);
    }

    private static String cursor(long position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((CURSOR + position).getBytes(StandardCharsets.UTF_8));
    }

    private static long position(String cursor) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (text.startsWith(CURSOR)) {
                return Long.parseLong(text.substring(CURSOR.length()));
            }
        } catch (IllegalArgumentException malformed) {
            throw Pages.unknownCursor();
        }
        throw Pages.unknownCursor();
    }
}
