using Microsoft.Extensions.DependencyInjection;
using SchemaSdk.Hosts.Tests.Bench;
using SchemaSdk.RunComfy;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace SchemaSdk.Hosts.Tests.Jobs;

/// <summary>Jobs that are put down, run by the worker, and given to a handler.</summary>
public class ModelJobsTests
{
    [Fact]
    public async Task A_job_that_is_put_down_is_run_and_given_to_the_handler()
    {
        await using var shop = new Shop();
        var handed = new Handed();
        using var host = shop.Build(services => services.AddSingleton(handed).AddModelJobHandler<Handed.Handler>());
        await host.StartAsync();
        var jobs = host.Services.GetRequiredService<IModelJobs>();
        var model = host.Services.GetRequiredService<RunComfyClient>().Kling.Kling3_0.Pro.TextToVideo;

        await jobs.EnqueueAsync("order-1", model, new() { Prompt = "a boat" });
        await handed.UntilEndedAsync(1);
        await Soon.Until(async () => (await jobs.FindAsync("order-1"))!.State == LedgerState.Delivered);
        await host.StopAsync();

        var job = Assert.Single(handed.Ended);
        Assert.Equal(("order-1", Shop.Model, JobState.Succeeded), (job.Key, job.ModelId, job.Outcome));
        Assert.NotNull(job.ReadOutput<TextToVideoOutput>().Video);
        Assert.Equal(1, shop.Service.Bills);
    }
}
