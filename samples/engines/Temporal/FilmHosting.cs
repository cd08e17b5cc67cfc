using Microsoft.Extensions.DependencyInjection;
using SchemaSdk;
using SchemaSdk.RunComfy;
using SchemaSdk.Sqlite;
using Temporalio.Extensions.Hosting;

namespace TemporalFilms;

/// <summary>Registers a Temporal worker and the client.</summary>
public static class FilmHosting
{
    /// <param name="services">The service collection.</param>
    /// <param name="ledger">The path of the ledger.</param>
    /// <param name="configure">Sets further options of the client.</param>
    public static IServiceCollection AddFilms(
        this IServiceCollection services, string ledger, Action<ModelClientOptions>? configure = null)
    {
        services.AddModelClient((http, options) =>
        {
            configure?.Invoke(options);
            return new RunComfyClient(http, options);
        });
        services
            .AddModelJobs<RunComfyClient>(_ => new SqliteJobLedger(ledger))
            .AddHostedTemporalWorker("localhost:7233", "default", "films")
            .AddSingletonActivities<FilmActivities>()
            .AddWorkflow<FilmWorkflow>();
        return services;
    }
}
