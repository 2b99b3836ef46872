package org.dermatrail.ops.server;

import java.time.Clock;
import java.util.Map;
import org.dermatrail.domain.audit.AuditLog;
import org.dermatrail.domain.image.BlobStore;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms;
import org.dermatrail.graphql.GraphQlApi;
import org.dermatrail.graphql.QueryLimitSettings;
import org.dermatrail.ops.security.Accounts;
import org.dermatrail.ops.security.FrontDoor;
import org.dermatrail.ops.security.SignInDesk;
import org.dermatrail.projections.disclosure.DisclosurePolicy;
import org.dermatrail.projections.record.RegistryRecords;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The HTTP side of the registry, to be imported by the application beside Spring Boot's auto-configuration.
 *
 * <p>Besides the ports of {@link GraphQlApi} the application provides {@link Accounts}, {@link BlobStore}, {@link
 * Thumbnailer} and the {@link DisclosurePolicy} of researchers as beans, and sets {@link #PROPERTIES} as default
 * properties.
 */
@Configuration(proxyBeanMethods = false)
@Import({GraphQlApi.class, FrontDoor.class})
public class RegistryServer {

    /** How Spring Boot is to be set; the address, so that nobody but this machine is served unless it is said. */
    public static final Map<String, Object> PROPERTIES = Map.ofEntries(
            Map.entry("server.address", "127.0.0.1"),
            Map.entry("server.shutdown", "graceful"),
            Map.entry("server.server-header", ""),
            Map.entry("server.max-http-request-header-size", "16KB"),
            Map.entry("spring.threads.virtual.enabled", "true"),
            Map.entry("spring.main.banner-mode", "off"),
            // GraphQL Java writes whole queries to this log, and people write anything into queries.
            Map.entry("logging.level.notprivacysafe", "OFF"),
            // Whoever starts the server says in a sentence why it could not.
            Map.entry("logging.level.org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter", "OFF"),
            Map.entry("spring.graphql.http.path", "/graphql"),
            Map.entry("spring.graphql.schema.inspection.enabled", "false"),
            Map.entry("spring.graphql.graphiql.enabled", "false"),
            Map.entry("spring.mvc.async.request-timeout", "30s"),
            Map.entry("spring.jackson.deserialization.fail-on-unknown-properties", "true"),
            Map.entry("spring.web.error.include-message", "never"),
            Map.entry("spring.web.error.include-stacktrace", "never"));

    @Bean
    Callers callers(DisclosurePolicy forResearchers) {
        return new Callers(forResearchers);
    }

    @Bean
    CallerInterceptor callerInterceptor(Callers callers, QueryLimitSettings limits) {
        return new CallerInterceptor(callers, limits);
    }

    @Bean
    SignInDesk signInDesk(Accounts accounts, AuditLog audit, Clock clock) {
        return new SignInDesk(accounts, audit, clock);
    }

    @Bean
    PictureDesk pictureDesk(
            RegistryRecords records,
            ProjectPseudonyms pseudonyms,
            BlobStore blobs,
            Thumbnailer thumbnailer,
            AuditLog audit,
            Clock clock) {
        return new PictureDesk(records, pseudonyms, blobs, thumbnailer, audit, clock);
    }

    @Bean
    PictureController pictureController(PictureDesk desk, Callers callers) {
        return new PictureController(desk, callers);
    }

    /** Serves GraphiQL's page, whose parts stand beside it and in the web jars. */
    @Bean
    WebMvcConfigurer graphiQlPage() {
        return new WebMvcConfigurer() {
            @Override
            public void addViewControllers(ViewControllerRegistry registry) {
                registry.addViewController("/graphiql").setViewName("forward:/graphiql/index.html");
            }
        };
    }
}
