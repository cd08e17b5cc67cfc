using Microsoft.Extensions.DependencyInjection;
using Quartz;
using SchemaSdk;
using SchemaSdk.RunComfy;
using SchemaSdk.Sqlite;

namespace QuartzFilms;

/// <summary>Registers the schedule and the client.</summary>
public static class FilmHosting
{
    /// <param name="services">The service collection.</param>
    /// <param name="ledger">The path of the ledger.</param>
    /// <param name="configure">Sets further options of the client.</param>
    public static IServiceCollection AddFilms(
        this IServiceCollection services, string ledger, Action<ModelClientOptions>? configure = null) => services
        .AddSingleton<JobLedger>(_ => new SqliteJobLedger(ledger))
        .AddSingleton(provider =>
        {
            var options = new ModelClientOptions { Ledger = provider.GetRequiredService<JobLedger>() };
            configure?.Invoke(options);
            return new RunComfyClient(options);
        })
        .AddQuartz(quartz => quartz.ScheduleJob<NightlyFilm>(
            // The trigger uses UTC, as the dates in the keys do. Otherwise, two nights around a clock change could have the same date.
            trigger => trigger.WithCronSchedule("0 0 2 * * ?", cron => cron.InTimeZone(TimeZoneInfo.Utc)),
            job => job.WithIdentity("film")))
        .AddQuartzHostedService();
}
