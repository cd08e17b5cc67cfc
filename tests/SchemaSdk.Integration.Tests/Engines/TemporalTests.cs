using Microsoft.Extensions.DependencyInjection;
using Temporalio.Testing;
using TemporalFilms;

namespace SchemaSdk.Integration.Tests.Engines;

/// <summary>
/// samples/engines/Temporal, without a server: the test starts the attempts of an activity itself, and the workflow is only compiled.
/// </summary>
public sealed class TemporalTests
{
    [Fact]
    public async Task An_activity_that_is_run_again_as_the_next_attempt_is_billed_once()
    {
        await using var studio = await Studio.OpenAsync();
        await using var services = new ServiceCollection().AddFilms(studio.Ledger, studio.Configure).BuildServiceProvider();
        var films = services.GetRequiredService<FilmActivities>();
        var info = ActivityEnvironment.DefaultInfo with { WorkflowId = "order-4711", ActivityId = "1" };
        Task<string> AttemptAsync(int attempt) =>
            new ActivityEnvironment { Info = info with { Attempt = attempt } }
                .RunAsync(() => films.MakeFilmAsync("A red kite over a lake"));

        await Assert.ThrowsAsync<ModelApiException>(() => AttemptAsync(1));
        var film = await AttemptAsync(2);

        Assert.StartsWith("http", film, StringComparison.Ordinal);
        Assert.Equal(1, studio.Bills);
    }
}
