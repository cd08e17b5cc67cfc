using System.Collections.Concurrent;
using Quartz;
using Quartz.Extensibility;
using QuartzFilms;

namespace SchemaSdk.Integration.Tests.Engines;

/// <summary>Tests samples/engines/Quartz, with the schedule in memory.</summary>
public sealed class QuartzTests
{
    [Fact]
    public async Task A_job_that_Quartz_retries_and_fires_again_is_charged_once()
    {
        await using var service = await FilmService.OpenAsync();
        using var host = await StartAsync(service);
        var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var runs = new Runs();
        scheduler.ListenerManager.AddJobListener(runs);
        var night = DateTimeOffset.UtcNow;
        ITrigger Firing() => TriggerBuilder.Create().ForJob("film").StartAt(night).Build();

        await scheduler.ScheduleJob(Firing());
        await Soon.Until(() => runs.Ended.Count == 2);
        await scheduler.ScheduleJob(Firing());
        await Soon.Until(() => runs.Ended.Count == 3);

        var film = Assert.IsType<string>(runs.Ended.Last().Film);
        Assert.StartsWith("http", film, StringComparison.Ordinal);
        Assert.Equal([(0, null), (1, film), (0, film)], runs.Ended);
        Assert.Equal(1, service.Bills);
        await host.StopAsync();
    }

    [Fact]
    public async Task The_nights_are_scheduled_in_UTC_so_that_each_has_a_key_of_its_own()
    {
        await using var service = await FilmService.OpenAsync();
        using var host = await StartAsync(service);

        var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var trigger = Assert.Single(await scheduler.GetTriggersOfJob(new JobKey("film")));

        Assert.Same(TimeZoneInfo.Utc, Assert.IsAssignableFrom<ICronTrigger>(trigger).TimeZone);
        await host.StopAsync();
    }

    private static async Task<IHost> StartAsync(FilmService service)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddFilms(service.Ledger, service.Configure);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private sealed class Runs : IJobListener
    {
        public ConcurrentQueue<(int Retry, object? Film)> Ended { get; } = new();

        public string Name => "runs";

        public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken) => default;

        public ValueTask JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken) => default;

        public ValueTask JobProgressChanged(
            IJobExecutionContext context, FireInstanceProgress progress, CancellationToken cancellationToken) => default;

        public ValueTask JobWasExecuted(
            IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken)
        {
            Ended.Enqueue((context.RetryAttempt, context.Result));
            return default;
        }
    }
}
