using Hangfire;
using HangfireFilms;
using SchemaSdk.Integration.Tests.PostgreSql;

namespace SchemaSdk.Integration.Tests.Engines;

/// <summary>Tests samples/engines/Hangfire, with Hangfire and the ledger in one database.</summary>
public sealed class HangfireTests
{
    [FactWith(Server.PostgreSql)]
    public async Task A_job_that_Hangfire_retries_is_charged_once()
    {
        await using var service = await FilmService.OpenAsync();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddFilms(await SharedCluster.DatabaseAsync(), service.Configure);
        using var host = builder.Build();
        await host.StartAsync();

        var id = host.Services.GetRequiredService<IBackgroundJobClient>().Enqueue<FilmJob>(
            film => film.MakeAsync("A red kite over a lake", null, CancellationToken.None));

        var storage = host.Services.GetRequiredService<JobStorage>();
        using var connection = storage.GetConnection();
        await Soon.Until(() => connection.GetStateData(id)?.Name == "Succeeded");
        Assert.Equal("1", connection.GetJobParameter(id, "RetryCount"));
        Assert.StartsWith("\"http", connection.GetStateData(id).Data["Result"], StringComparison.Ordinal);
        Assert.Equal(1, service.Bills);
        await host.StopAsync();
    }
}
