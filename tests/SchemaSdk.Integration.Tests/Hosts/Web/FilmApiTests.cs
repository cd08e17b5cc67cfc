using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace FilmApi.Tests;

public sealed class FilmApiTests : IAsyncLifetime
{
    private readonly ModelEmulator _emulator = new(RunComfyClient.Models, new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly TestedApp _app;
    private readonly HttpClient _http;

    public FilmApiTests()
    {
        _app = new TestedApp(_emulator, Path.Combine(_folder.FullName, "jobs.db"));
        _http = _app.CreateClient();
    }

    [Fact]
    public async Task A_film_that_is_ordered_twice_is_made_and_paid_for_once()
    {
        await _http.PutAsJsonAsync("/films/order-1", new { prompt = "A paper boat.", seconds = 5 });
        await _http.PutAsJsonAsync("/films/order-1", new { prompt = "A paper boat.", seconds = 5 });

        var film = await EndOfAsync("/films/order-1");

        Assert.EndsWith(".mp4", film.GetProperty("output").GetProperty("video").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, _emulator.Bills);
    }

    [Fact]
    public async Task A_failed_film_is_reported_as_failed()
    {
        _emulator.Faults.Add("job:fail=too dark");
        await _http.PutAsJsonAsync("/films/order-1", new { prompt = "A cellar.", seconds = 5 });

        var film = await EndOfAsync("/films/order-1");

        Assert.Equal("Failed", film.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_film_that_is_too_long_is_refused_and_costs_nothing()
    {
        var answer = await _http.PutAsJsonAsync("/films/order-1", new { prompt = "A paper boat.", seconds = 99 });

        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(problem.GetProperty("errors").TryGetProperty("/duration", out _));
        Assert.Equal(0, _emulator.Bills);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        await _emulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<JsonElement> EndOfAsync(string path)
    {
        while (true)
        {
            var film = await _http.GetFromJsonAsync<JsonElement>(path);
            if (film.GetProperty("state").GetString() is not ("Intended" or "Sending" or "Accepted"))
            {
                return film;
            }

            await Task.Delay(50);
        }
    }

    internal sealed class TestedApp(ModelEmulator emulator, string ledger) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
            .UseSetting("Ledger", ledger)
            .ConfigureTestServices(services => services
                .AddModelClient(
                    (http, options) => new RunComfyClient(http, options),
                    options => (options.BaseAddress, options.ApiToken) = (emulator.Address, emulator.Token))
                .ConfigurePrimaryHttpMessageHandler(emulator.CreateHandler));
    }
}
