using OrleansFilms;

namespace SchemaSdk.Integration.Tests.Engines;

/// <summary>Tests samples/engines/Orleans, with a silo in this process.</summary>
public sealed class OrleansTests
{
    [Fact]
    public async Task A_step_that_a_reminder_repeats_is_charged_once()
    {
        await using var service = await FilmService.OpenAsync();
        var failures = new List<Exception>();
        using var host = Host(service, failures);
        await host.StartAsync();
        var film = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IFilmGrain>("order-4711");

        await film.OrderAsync("A red kite over a lake");
        await Soon.Until(async () => (await film.GetAsync()) is { Film: not null } or { Problem: not null });

        Assert.StartsWith("http", (await film.GetAsync()).Film, StringComparison.Ordinal);
        Assert.IsType<ModelApiException>(Assert.Single(failures));
        Assert.Equal(1, service.Bills);
        await host.StopAsync();
    }

    [Theory]
    [InlineData(null, "prompt")]
    [InlineData("A red kite over a lake", "too red")]
    public async Task A_film_whose_input_is_invalid_or_refused_is_not_attempted_again(string? prompt, string problem)
    {
        await using var service = await FilmService.OpenAsync();
        service.Refuse("too red");
        var failures = new List<Exception>();
        using var host = Host(service, failures);
        await host.StartAsync();
        var film = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IFilmGrain>("order-4711");

        await film.OrderAsync(prompt!);
        await Soon.Until(async () => (await film.GetAsync()).Problem is not null || failures.Count > 0);

        Assert.Empty(failures);
        Assert.Contains(problem, (await film.GetAsync()).Problem, StringComparison.Ordinal);
        await host.StopAsync();
    }

    private static IHost Host(FilmService service, List<Exception> failures)
    {
        var ports = FreePorts.Take(2);
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddFilms(service.Ledger, service.Configure);
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(ports[0], ports[1])
            .AddMemoryGrainStorageAsDefault()
            .UseInMemoryReminderService()
            .Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromMilliseconds(200))
            .AddIncomingGrainCallFilter(async call =>
            {
                try
                {
                    await call.Invoke();
                }
                catch (Exception error)
                {
                    failures.Add(error);
                    throw;
                }
            }));
        return builder.Build();
    }
}
