using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using SchemaSdk.Emulation;

namespace SchemaSdk.Integration.Tests.Hosts.Callbacks.Signed;

/// <summary>Tests that a web application with a worker receives the signed callbacks of an emulator over real sockets.</summary>
public sealed class EmulatedCallbackTests : IDisposable
{
    private const string Model = "acme/still";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("fal")]
    [InlineData("Replicate")]
    public async Task The_callback_of_an_emulator_ends_the_wait_of_a_worker(string service)
    {
        await using var emulator = await StartAsync(service);
        using var http = new HttpClient { BaseAddress = emulator.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(service == "fal" ? "Key" : "Bearer", emulator.Token);
        var here = new Uri($"http://127.0.0.1:{FreePorts.Take(1)[0]}");
        var answers = new AnswerCount();
        await using var app = await OpenAsync(service, here, emulator, await SecretsAsync(service, http), answers);

        using var input = JsonDocument.Parse("""{"prompt":"a boat"}""");
        await app.Jobs().EnqueueAsync("order-1", Model, input.RootElement.Clone());

        // After the submit and the first poll, only a callback causes a poll, because the next regular poll comes an hour later.
        await Soon.Until(() => answers.Count == 2);
        emulator.Faults.Add(EmulatorCall.Catalog, EmulatorFault.ClockJump(TimeSpan.FromMinutes(2)));
        await http.GetAsync("v1/models");
        await app.UntilAsync("order-1", LedgerState.Delivered);

        Assert.Equal((1, 2), (emulator.Bills, emulator.RequestsOf(EmulatorCall.Status)));
    }

    private async Task<ModelEmulator> StartAsync(string service)
    {
        var home = Directory.CreateDirectory(_folder.File(Model)).FullName;
        await File.WriteAllTextAsync(Path.Combine(home, "input.json"), """{"type":"object"}""");
        await File.WriteAllTextAsync(Path.Combine(home, "output.json"), """{"type":"object","properties":{"text":{"type":"string"}}}""");
        var emulator = ModelEmulator.FromFolder(_folder.Path, new()
        {
            Protocol = EmulatedProtocols.Find(service),
            QueueTime = TimeSpan.Zero,
            RunTime = TimeSpan.FromMinutes(1),
        });
        await emulator.StartAsync();
        return emulator;
    }

    // Reads the secret from the emulator, as an application reads the secret of its account. fal has public keys instead of secrets.
    private static async Task<string[]> SecretsAsync(string service, HttpClient http)
    {
        if (service == "fal")
        {
            return [];
        }

        using var answer = JsonDocument.Parse(await http.GetStringAsync("v1/webhooks/default/secret"));
        return [answer.RootElement.GetProperty("key").GetString()!];
    }

    private static async Task<WebApplication> OpenAsync(
        string service, Uri here, ModelEmulator emulator, string[] secrets, AnswerCount answers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls(here.AbsoluteUri);
        builder.Services.AddRoutingCore();
        var callback = new Uri(here, "/callbacks");
        if (service == "fal")
        {
            Register(builder.Services, emulator, new FalOptions { CallbackAddress = callback }, static (http, options) =>
                new SignedApp.FalCaller(http, options), answers);
        }
        else
        {
            Register(builder.Services, emulator, new ReplicateOptions { CallbackAddress = callback }, static (http, options) =>
                new SignedApp.ReplicateCaller(http, options), answers);
        }

        new HandledJobs().Register(builder.Services);
        var app = builder.Build();
        app.MapModelCallbacks("/callbacks/{key?}", options =>
        {
            options.Secrets = secrets;
            options.KeysAddress = service == "fal" ? new Uri(emulator.Address, ".well-known/jwks.json") : null;
        });
        await app.StartAsync();
        return app;
    }

    private static void Register<TClient>(
        IServiceCollection services,
        ModelEmulator emulator,
        ServiceOptions settings,
        Func<HttpClient, ModelClientOptions, TClient> create,
        AnswerCount answers)
        where TClient : ModelClient
    {
        services.AddModelClient(create, options =>
        {
            (options.ApiToken, options.BaseAddress, options.Service) = (emulator.Token, emulator.Address, settings);
            options.Polling.Interval = TimeSpan.FromHours(1);
        }).AddHttpMessageHandler(() => new Counting(answers));
        services.AddModelJobs<TClient>(
            _ => new MemoryJobLedger(new MemoryStore(), QuickTime.Options),
            options => options.HintInterval = TimeSpan.FromTicks(1));
    }

    private sealed class AnswerCount
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public void Add() => Interlocked.Increment(ref _count);
    }

    private sealed class Counting(AnswerCount answers) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            answers.Add();
            return answer;
        }
    }
}
