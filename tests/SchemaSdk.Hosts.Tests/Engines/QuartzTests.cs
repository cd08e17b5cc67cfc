using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Quartz.Impl;
using Quartz.Spi;
using SchemaSdk.Hosts.Tests.Bench;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Hosts.Tests.Engines;

/// <summary>The recipe for Quartz on docs/engines.md.</summary>
public class QuartzTests
{
    [Fact]
    public void The_page_has_the_class_that_is_compiled_here()
    {
        var source = File.ReadAllText(
            Path.Combine(Repository.Root, "tests", "SchemaSdk.Hosts.Tests", "Engines", "NightlyFilm.cs"));
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "engines.md"));

        Assert.Contains($"```cs\n{source[source.IndexOf("/// <summary>", StringComparison.Ordinal)..]}```", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_night_that_fires_twice_has_one_film()
    {
        await using var shop = new Shop();
        var handed = new Handed();
        using var host = shop.Build(handed.Register);
        await host.StartAsync();
        var fired = new Firings(new(host.Jobs(), host.Services.GetRequiredService<RunComfyClient>()));
        var scheduler = await new StdSchedulerFactory(new()
        {
            ["quartz.scheduler.instanceName"] = $"films-{Guid.NewGuid():n}",
            ["quartz.threadPool.maxConcurrency"] = "2",
        }).GetScheduler();
        scheduler.JobFactory = fired;
        var start = DateTimeOffset.UtcNow;
        ITrigger Once() => TriggerBuilder.Create().StartAt(start).Build();
        await scheduler.ScheduleJob(JobBuilder.Create<NightlyFilm>().StoreDurably().Build(), [Once(), Once()], replace: true);

        await scheduler.Start();
        await Soon.Until(() => Task.FromResult(fired.Returned == 2));
        await host.UntilAsync($"film-of-{start:yyyy-MM-dd}", LedgerState.Delivered);
        await scheduler.Shutdown();

        Assert.Equal((2, 1), (fired.Returned, shop.Service.Bills));
    }

    /// <summary>Gives the scheduler the job of a container.</summary>
    private sealed class Firings(NightlyFilm film) : IJobFactory
    {
        private int _returned;

        public int Returned => _returned;

        public IJob NewJob(TriggerFiredBundle bundle, IScheduler scheduler) => film;

        public void ReturnJob(IJob job) => Interlocked.Increment(ref _returned);
    }
}
