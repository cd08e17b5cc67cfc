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
    [InlineData(null, "prompt", 0)]
    [InlineData("A red kite over a lake", "too red", 1)]
    public async Task A_film_whose_input_is_invalid_or_refused_is_not_attempted_again(string? prompt, string problem, long submits)
    {
        await using var service = await FilmService.OpenAsync();
        service.Refuse("too red");
        var (failures, ticks) = (new List<Exception>(), 0);
        using var host = Host(service, failures, () => Interlocked.Increment(ref ticks));
        await host.StartAsync();
        var film = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IFilmGrain>("order-4711");

        await film.OrderAsync(prompt!);
        await Soon.Until(() => Volatile.Read(ref ticks) > 0 || failures.Count > 0);
        var before = Volatile.Read(ref ticks);
        await film.OrderAsync(prompt!);
        await Soon.Until(() => Volatile.Read(ref ticks) > before || failures.Count > 0);

        Assert.Empty(failures);
        Assert.Equal(submits, service.Submits);
        Assert.Contains(problem, (await film.GetAsync()).Problem, StringComparison.Ordinal);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_film_that_the_service_has_deleted_is_a_problem()
    {
        await using var service = await FilmService.OpenAsync();
        service.Delete();
        using var host = Host(service, []);
        await host.StartAsync();
        var film = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IFilmGrain>("order-4711");

        await film.OrderAsync("A red kite over a lake");
        await Soon.Until(async () => (await film.GetAsync()).Problem is not null);

        Assert.Contains("404001", (await film.GetAsync()).Problem, StringComparison.Ordinal);
        await host.StopAsync();
    }

    private static IHost Host(FilmService service, List<Exception> failures, Action? ticked = null)
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
                    if (call.MethodName == nameof(IRemindable.ReceiveReminder))
                    {
                        ticked?.Invoke();
                    }
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
