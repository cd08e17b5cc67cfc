using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using SchemaSdk;
using SchemaSdk.DependencyInjection;
using SchemaSdk.Durable.Workers;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers jobs that outlive the process.</summary>
public static class ModelJobsServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="IModelJobs"/>, and a background service that submits the jobs of the ledger, follows them, and gives them to
    /// the handlers of <see cref="AddModelJobHandler"/>. On start it takes up what an earlier process left; on stop it awaits what is being
    /// submitted, and leaves the rest to the next one. Nothing is cancelled at the service. A host has one worker: a second call with the
    /// same client and ledger, which is the same delegate here, only adds to the options.
    /// </summary>
    /// <typeparam name="TClient">The client that runs the jobs, which <c>AddModelClient</c> registers. It gets the ledger.</typeparam>
    /// <param name="services">The container.</param>
    /// <param name="ledger">
    /// Makes the ledger when the host starts: <c>_ => new SqliteJobLedger("data/jobs.db")</c>. The container disposes of it, after the
    /// client.
    /// </param>
    /// <param name="configure">Sets options; they are checked when the host starts.</param>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="ledger"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// It was called before with another client or ledger, or the container has another <see cref="JobLedger"/>.
    /// </exception>
    public static IServiceCollection AddModelJobs<TClient>(
        this IServiceCollection services, Func<IServiceProvider, JobLedger> ledger, Action<ModelJobsOptions>? configure = null)
        where TClient : ModelClient => AddJobs<TClient>(services, ledger, configure, () => services.TryAddSingleton(ledger));

    /// <summary>Registers the same for a ledger that its caller disposes of, after the host.</summary>
    /// <param name="services">The container.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="configure">Sets options; they are checked when the host starts.</param>
    /// <inheritdoc cref="AddModelJobs{TClient}(IServiceCollection, Func{IServiceProvider, JobLedger}, Action{ModelJobsOptions}?)" />
    public static IServiceCollection AddModelJobs<TClient>(
        this IServiceCollection services, JobLedger ledger, Action<ModelJobsOptions>? configure = null)
        where TClient : ModelClient => AddJobs<TClient>(services, ledger, configure, () => services.TryAddSingleton(ledger));

    /// <summary>Registers a handler of ended jobs, made for each job in a scope of its own.</summary>
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
    /// Checks the jobs of <c>AddModelJobs</c>: degraded while jobs are unknown, with their number and what to do, while ended jobs wait for
    /// files that cannot be downloaded, and while something fails that the ledger does by itself
    /// (<see cref="JobLedger.UpkeepFailure"/>, whose message is <c>retention</c> in the data); failed with the reason while the ledger does
    /// not answer or takes no line, and while no job can be sent, for want of a valid token or of a connection to the service.
    /// </summary>
    /// <param name="checks">The health checks of the application.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="failureStatus">The status while no job can be sent or recorded; null: <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">The tags of the check; null: none.</param>
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

            // The client asks for the ledger, so that the container disposes of it later.
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
