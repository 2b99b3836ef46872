package org.dermatrail.ops.server;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.dermatrail.domain.audit.AuditLog;
import org.dermatrail.domain.image.BlobStore;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms;
import org.dermatrail.graphql.GraphQlApi;
import org.dermatrail.graphql.QueryLimitSettings;
import org.dermatrail.ops.console.ConsolePages;
import org.dermatrail.ops.security.Accounts;
import org.dermatrail.ops.security.FrontDoor;
import org.dermatrail.ops.security.SessionDesk;
import org.dermatrail.ops.security.SignInDesk;
import org.dermatrail.projections.disclosure.DisclosurePolicy;
import org.dermatrail.projections.record.RegistryRecords;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The HTTP side of the registry, to be imported by the application beside Spring Boot's auto-configuration.
 *
 * <p>Besides the ports of {@link GraphQlApi} the application provides {@link Accounts}, {@link BlobStore}, {@link
 * Thumbnailer}, {@link ConsolePages} and the {@link DisclosurePolicy} of researchers as beans, and sets {@link
 * #PROPERTIES} as default properties.
 */
@Configuration(proxyBeanMethods = false)
@Import({GraphQlApi.class, FrontDoor.class})
public class RegistryServer {

    /** How Spring Boot is to be set; the address, so that nobody but this machine is served unless it is said. */
    public static final Map<String, Object> PROPERTIES = Map.ofEntries(
            Map.entry("server.address", "127.0.0.1"),
            Map.entry("server.shutdown", "graceful"),
            // A proxy on this machine says whether the browser came by https; cookies are marked accordingly.
            Map.entry("server.forward-headers-strategy", "native"),
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
            // Ready means ready: nobody's first request waits for the web part to be put together.
            Map.entry("spring.mvc.servlet.load-on-startup", "1"),
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
    GraphQlSourceBuilderCustomizer knownDocuments() {
        var documents = new KnownDocuments();
        return source -> source.configureGraphQl(graphQl -> graphQl.preparsedDocumentProvider(documents));
    }

    @Bean
    SignInDesk signInDesk(Accounts accounts, AuditLog audit, Clock clock) {
        return new SignInDesk(accounts, audit, clock);
    }

    @Bean
    SessionDesk sessionDesk(SignInDesk desk, Accounts accounts, CsrfTokenRepository forgeryCookies) {
        return new SessionDesk(desk, accounts, forgeryCookies);
    }

    @Bean
    PlainErrors plainErrors() {
        return new PlainErrors();
    }

    /** Placed behind the web server's own page of errors, so that it comes first. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> plainErrorsOfTheServer() {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new PlainErrorValve()));
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

    /** Serves GraphiQL's page, whose parts stand beside it and in the web jars, and the files of the console. */
    @Bean
    WebMvcConfigurer pages(ConsolePages console) {
        return new WebMvcConfigurer() {
            @Override
            public void addViewControllers(ViewControllerRegistry registry) {
                registry.addViewController("/graphiql").setViewName("forward:/graphiql/index.html");
            }

            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                // Their names change with their content.
                registry.addResourceHandler("/assets/**")
                        .addResourceLocations(console.resources() + "assets/")
                        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365))
                                .cachePublic()
                                .immutable());
                registry.addResourceHandler("/favicon.svg", "/favicon.ico")
                        .addResourceLocations(console.resources())
                        .setCacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic());
            }
        };
    }
}
