using Hangfire;
using Hangfire.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using SchemaSdk;
using SchemaSdk.PostgreSql;
using SchemaSdk.RunComfy;

namespace HangfireFilms;

/// <summary>Registers Hangfire and the client, which share one PostgreSQL database.</summary>
public static class FilmHosting
{
    /// <param name="services">The service collection.</param>
    /// <param name="database">The connection string.</param>
    /// <param name="configure">Sets further options of the client.</param>
    public static IServiceCollection AddFilms(
        this IServiceCollection services, string database, Action<ModelClientOptions>? configure = null) => services
        .AddSingleton<JobLedger>(_ => new PostgreSqlJobLedger(database))
        .AddSingleton(provider =>
        {
            var options = new ModelClientOptions { Ledger = provider.GetRequiredService<JobLedger>() };
            configure?.Invoke(options);
            return new RunComfyClient(options);
        })
        .AddHangfire(hangfire => hangfire.UsePostgreSqlStorage(
            storage => storage.UseNpgsqlConnection(database),
            new PostgreSqlStorageOptions { QueuePollInterval = TimeSpan.FromSeconds(1) }))
        .AddHangfireServer();
}
