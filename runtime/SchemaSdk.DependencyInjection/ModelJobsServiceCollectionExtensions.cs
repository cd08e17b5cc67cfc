using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using SchemaSdk;
using SchemaSdk.DependencyInjection;
using SchemaSdk.Durable.Workers;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers jobs that survive a restart of the process.</summary>
public static class ModelJobsServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="IModelJobs"/> and a background worker. The worker submits the jobs of the ledger, waits for them, and delivers
    /// them to the handlers of <see cref="AddModelJobHandler"/>. When the host starts, the worker resumes the jobs of earlier processes.
    /// When the host stops, the worker waits for running submits, leaves the other jobs to the next process, and cancels nothing at the
    /// service. A host has one worker, so a second call with the same client and the same delegate only adds options.
    /// </summary>
    /// <typeparam name="TClient">
    /// The client that runs the jobs. Register it with <c>AddModelClient</c>. It gets the ledger.
    /// </typeparam>
    /// <param name="services">The container.</param>
    /// <param name="ledger">
    /// Creates the ledger when the host starts: <c>_ => new SqliteJobLedger("data/jobs.db")</c>. The container disposes of it after
    /// the client.
    /// </param>
    /// <param name="configure">Sets options; they are checked when the host starts.</param>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="ledger"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// This method was called before with another client or ledger, or the container has another <see cref="JobLedger"/>.
    /// </exception>
    public static IServiceCollection AddModelJobs<TClient>(
        this IServiceCollection services, Func<IServiceProvider, JobLedger> ledger, Action<ModelJobsOptions>? configure = null)
        where TClient : ModelClient => AddJobs<TClient>(services, ledger, configure, () => services.TryAddSingleton(ledger));

    /// <summary>Registers jobs that use an existing ledger. The caller disposes of the ledger after disposing of the host.</summary>
    /// <param name="services">The container.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="configure">Sets options; they are checked when the host starts.</param>
    /// <inheritdoc cref="AddModelJobs{TClient}(IServiceCollection, Func{IServiceProvider, JobLedger}, Action{ModelJobsOptions}?)" />
    public static IServiceCollection AddModelJobs<TClient>(
        this IServiceCollection services, JobLedger ledger, Action<ModelJobsOptions>? configure = null)
        where TClient : ModelClient => AddJobs<TClient>(services, ledger, configure, () => services.TryAddSingleton(ledger));

    /// <summary>
    /// Registers a handler for jobs that ended, were refused or have an unknown outcome. A new instance in its own scope handles each job.
    /// </summary>
    /// <typeparam name="THandler">The handler.</typeparam>
    /// <param name="services">The container.</param>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IServiceCollection AddModelJobHandler<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(this IServiceCollection services)
        where THandler : class, IModelJobHandler
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddScoped<IModelJobHandler, THandler>();
    }

    /// <summary>
    /// Adds a health check for the jobs of <c>AddModelJobs</c>. The check is degraded while jobs are unknown, while ended jobs wait for
    /// files that cannot be downloaded, or while the ledger's own upkeep fails. The message of <see cref="JobLedger.UpkeepFailure"/> is in
    /// the data as <c>retention</c>. The check fails, and gives the reason, while the ledger does not answer or cannot record jobs. It also
    /// fails while no job can be sent, because the token is missing or invalid, or the service is unreachable.
    /// </summary>
    /// <param name="checks">The health checks of the application.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="failureStatus">
    /// The status while no job can be sent or recorded; null for <see cref="HealthStatus.Unhealthy"/>.
    /// </param>
    /// <param name="tags">The tags of the check; null to set no tags.</param>
    /// <exception cref="ArgumentNullException"><paramref name="checks"/> is null.</exception>
    public static IHealthChecksBuilder AddModelJobs(
        this IHealthChecksBuilder checks,
        string name = "model_jobs",
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(checks);
        return checks.Add(new HealthCheckRegistration(
            name,
            static provider => new ModelJobsHealthCheck(provider.GetRequiredService<ModelJobsParts>()),
            failureStatus,
            tags));
    }

    private static IServiceCollection AddJobs<TClient>(
        IServiceCollection services, object ledger, Action<ModelJobsOptions>? configure, Action addLedger)
        where TClient : ModelClient
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(ledger);
        if (ModelJobsRegistration.IsFirst<TClient>(services, ledger))
        {
            addLedger();

            // The client gets the ledger from the container, so the container disposes of the ledger after the client.
            services.AddOptions<ModelClientOptions>(ClientRegistration.NameOf<TClient>(serviceKey: null))
                .Configure<IServiceProvider>((options, provider) => options.Ledger ??= provider.GetRequiredService<JobLedger>());
            services.AddOptions<ModelJobsOptions>().ValidateOnStart();
            services.AddSingleton<IValidateOptions<ModelJobsOptions>>(
                new OptionsCheck<ModelJobsOptions>(Options.Options.DefaultName, static options => options.Check()));
            services.TryAddSingleton(ModelJobsRegistration.PartsOf<TClient>);
            services.TryAddSingleton<IModelJobs>(static provider => provider.GetRequiredService<ModelJobsParts>().Jobs);
            services.AddHostedService(ModelJobsRegistration.WorkerOf);
        }

        services.AddOptions<ModelJobsOptions>().Configure(options => configure?.Invoke(options));
        return services;
    }
}
