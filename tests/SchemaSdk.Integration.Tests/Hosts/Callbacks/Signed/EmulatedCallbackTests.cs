using System.Net.Http.Headers;

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
        var callback = new Uri(here, "/callbacks");
        var answers = new AnswerCount();

        // fal has public keys instead of secrets.
        string[] secrets = service == "fal"
            ? [] : [JsonElement.Parse(await http.GetStringAsync("v1/webhooks/default/secret")).GetProperty("key").GetString()!];
        await using var app = await SignedApp.OpenAsync(
            service == "fal" ? ModelService.Fal : ModelService.Replicate,
            answers,
            options =>
            {
                options.Secrets = secrets;
                options.KeysAddress = service == "fal" ? new Uri(emulator.Address, ".well-known/jwks.json") : null;
            },
            here: here,
            client: options =>
            {
                (options.ApiToken, options.BaseAddress) = (emulator.Token, emulator.Address);
                options.Service = service == "fal"
                    ? new FalOptions { CallbackAddress = callback } : new ReplicateOptions { CallbackAddress = callback };
            });

        await app.EnqueueAsync(Model);

        // These are the answers to the submit and to the first poll. The next regular poll comes an hour later.
        await Soon.Until(() => answers.Count == 2);
        emulator.Faults.Add(EmulatorCall.Catalog, EmulatorFault.ClockJump(TimeSpan.FromMinutes(2)));
        await http.GetAsync("v1/models");
        await app.UntilAsync(LedgerState.Delivered);

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

    private sealed class AnswerCount() : DelegatingHandler(new SocketsHttpHandler())
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            Interlocked.Increment(ref _count);
            return answer;
        }
    }
}
