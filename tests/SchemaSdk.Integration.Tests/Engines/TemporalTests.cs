using Microsoft.Extensions.DependencyInjection;
using Temporalio.Testing;
using TemporalFilms;

namespace SchemaSdk.Integration.Tests.Engines;

/// <summary>Tests samples/engines/Temporal without a server: the test runs an activity, and the workflow is only compiled.</summary>
public sealed class TemporalTests
{
    [Fact]
    public async Task An_activity_that_is_retried_is_charged_once()
    {
        await using var service = await FilmService.OpenAsync();
        await using var services = new ServiceCollection().AddFilms(service.Ledger, service.Configure).BuildServiceProvider();
        var films = services.GetRequiredService<FilmActivities>();
        var info = ActivityEnvironment.DefaultInfo with { WorkflowId = "order-4711", ActivityId = "1" };
        Task<string> AttemptAsync(int attempt) =>
            new ActivityEnvironment { Info = info with { Attempt = attempt } }
                .RunAsync(() => films.MakeFilmAsync("A red kite over a lake"));

        await Assert.ThrowsAsync<ModelApiException>(() => AttemptAsync(1));
        var film = await AttemptAsync(2);

        Assert.StartsWith("http", film, StringComparison.Ordinal);
        Assert.Equal(1, service.Bills);
    }
}
