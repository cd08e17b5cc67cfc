using Hangfire;
using HangfireFilms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SchemaSdk.Integration.Tests.Engines;

/// <summary>samples/engines/Hangfire, with Hangfire and the ledger in one PostgreSQL database.</summary>
public sealed class HangfireTests
{
    [FactWith(Server.PostgreSql)]
    public async Task A_job_that_Hangfire_retries_is_billed_once()
    {
        await using var studio = await Studio.OpenAsync();
        await using var cluster = await PrivateCluster.StartAsync();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddFilms(await cluster.CreateDatabaseAsync(), studio.Configure);
        using var host = builder.Build();
        await host.StartAsync();

        var id = host.Services.GetRequiredService<IBackgroundJobClient>().Enqueue<FilmJob>(
            film => film.MakeAsync("A red kite over a lake", null, CancellationToken.None));

        var storage = host.Services.GetRequiredService<JobStorage>();
        using var connection = storage.GetConnection();
        await Soon.Until(() => Task.FromResult(connection.GetStateData(id)?.Name == "Succeeded"));
        Assert.Equal("1", connection.GetJobParameter(id, "RetryCount"));
        Assert.StartsWith("\"http", connection.GetStateData(id).Data["Result"], StringComparison.Ordinal);
        Assert.Equal(1, studio.Bills);
        await host.StopAsync();
    }
}
