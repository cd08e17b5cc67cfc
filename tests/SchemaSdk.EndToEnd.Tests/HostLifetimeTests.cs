using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using SchemaSdk.RunComfy;

namespace SchemaSdk.EndToEnd.Tests;

public sealed class HostLifetimeTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Disposing_a_host_ends_each_wait_with_its_request_id()
    {
        await using var emulator = EmulatedHost.Emulator(TimeSpan.FromHours(1));
        var host = EmulatedHost.Build(services => services.AddClient(emulator));
        var model = host.Client().Kling.Kling3_0.Pro.TextToVideo;
        var jobs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => model.SubmitAsync(new() { Prompt = "a boat" })));
        var waits = jobs.Select(job => job.WaitAsync()).ToList();

        host.Dispose();

        var ended = await Task.WhenAll(waits.Select(wait => Assert.ThrowsAsync<ModelWaitCanceledException>(() => wait.WaitAsync(Soon))));
        Assert.Equal(emulator.BilledRequestIds.Order(), ended.Select(error => error.RequestId!).Order());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => model.RunAsync(new() { Prompt = "a boat" }));
        Assert.Equal(20, emulator.Bills);
    }

    [Fact]
    public async Task Disposing_a_host_waits_for_the_answer_to_a_submit()
    {
        await using var emulator = EmulatedHost.Emulator(TimeSpan.FromHours(1));
        var slow = new SlowAnswer();
        var host = EmulatedHost.Build(services => services.AddClient(emulator).AddHttpMessageHandler(() => slow));
        var submit = host.Client().Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(new() { Prompt = "a boat" });
        await slow.Reached.WaitAsync(Soon);

        var disposing = ((IAsyncDisposable)host).DisposeAsync().AsTask();
        Assert.False(disposing.IsCompleted);
        slow.Go();
        await disposing.WaitAsync(Soon);

        Assert.Equal(emulator.BilledRequestIds, [(await submit.WaitAsync(Soon)).RequestId]);
    }

    [Fact]
    public async Task A_client_keeps_the_configuration_with_which_it_was_created()
    {
        await using var emulator = EmulatedHost.Emulator(TimeSpan.FromSeconds(0.2));
        var source = new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                ["Client:ApiToken"] = emulator.Token,
                ["Client:Polling:Interval"] = "00:00:00.02"
            },
        };
        var configuration = new ConfigurationBuilder().Add(source).Build();
        using var host = EmulatedHost.Build(services => services.AddClient(emulator, configuration.GetSection("Client").Bind));
        await host.StartAsync();
        var model = host.Client().Kling.Kling3_0.Pro.TextToVideo;
        var job = await model.SubmitAsync(new() { Prompt = "a boat" });

        // Each of these values would break a new client, but the host's client already exists.
        configuration["Client:ApiToken"] = "another";
        configuration["Client:JobTimeout"] = "-00:00:01";
        configuration.Reload();
        await job.WaitAsync().WaitAsync(Soon);
        await model.RunAsync(new() { Prompt = "a boat" }).WaitAsync(Soon);

        Assert.Equal(2, emulator.Bills);
    }

    [Fact]
    public async Task Two_clients_in_one_process_share_neither_their_lifetime_nor_their_polling_profile()
    {
        await using var first = await EmulatedClient.StartAsync(
            new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.FromSeconds(0.3) });
        await using var second = await EmulatedClient.StartAsync(new() { QueueTime = TimeSpan.FromHours(1) });
        var options = new ModelClientOptions { BaseAddress = first.Service.Address, ApiToken = first.Service.Token };
        options.Polling.Profile = """{"version":1,"models":{"acme/still":[1.5]}}""";
        using var learned = new RunComfyClient(options);
        var (quick, endless) = (learned.Kling.Kling3_0.Pro.TextToVideo, second.Client.Kling.Kling3_0.Pro.TextToVideo);
        var job = await endless.SubmitAsync(new() { Prompt = "a boat" });
        var wait = job.WaitAsync();
        var run = quick.RunAsync(new() { Prompt = "a boat" });

        second.Client.Dispose();

        Assert.Equal(job.RequestId, (await Assert.ThrowsAsync<ModelWaitCanceledException>(() => wait.WaitAsync(Soon))).RequestId);
        Assert.NotNull((await run.WaitAsync(Soon)).Output.Video);
        Assert.Contains("acme/still", learned.ExportPollingProfile(), StringComparison.Ordinal);
        Assert.DoesNotContain("acme/still", second.Client.ExportPollingProfile(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_key_has_its_own_client_and_an_unknown_key_has_none()
    {
        await using var emulator = EmulatedHost.Emulator(TimeSpan.Zero);
        using var host = EmulatedHost.Build(services =>
        {
            services.AddClient(emulator);
            services.AddKeyedClient("a", emulator);
            services.AddKeyedClient(7, emulator);
        });
        var clients = new[] { host.Client(), host.Client("a"), host.Client(7) };

        Assert.Equal(3, clients.Distinct().Count());
        clients[1].Dispose();
        await clients[0].Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "a boat" });
        await clients[2].Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "a boat" });
        Assert.Throws<InvalidOperationException>(() => host.Client("7"));
    }

    /// <summary>Holds back an answer until the test releases it.</summary>
    private sealed class SlowAnswer : DelegatingHandler
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        public void Go() => _go.SetResult();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            _reached.TrySetResult();
            await _go.Task.WaitAsync(cancellationToken);
            return response;
        }
    }
}
