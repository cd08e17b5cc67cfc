using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.EndToEnd.Tests;

/// <summary>A host stops and disposes of its clients while they are at work.</summary>
public sealed class HostLifetimeTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_host_that_ends_with_jobs_waiting_ends_each_wait_with_its_request_id()
    {
        await using var emulator = Emulator(TimeSpan.FromHours(1));
        var host = Build(services => Register(services, emulator));
        var model = Client(host).Kling.Kling3_0.Pro.TextToVideo;
        var jobs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => model.SubmitAsync(new() { Prompt = "a boat" })));
        var waits = jobs.Select(job => job.WaitAsync()).ToList();

        host.Dispose();

        var ended = await Task.WhenAll(waits.Select(wait => Assert.ThrowsAsync<ModelWaitCanceledException>(() => wait.WaitAsync(Soon))));
        Assert.Equal(emulator.BilledRequestIds.Order(), ended.Select(error => error.RequestId!).Order());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => model.RunAsync(new() { Prompt = "a boat" }));
        Assert.Equal(20, emulator.Bills);
    }

    [Fact]
    public async Task A_host_that_ends_with_a_submit_on_its_way_is_over_when_the_id_is_known()
    {
        await using var emulator = Emulator(TimeSpan.FromHours(1));
        var slow = new SlowAnswer();
        var host = Build(services => services
            .AddModelClient((http, options) => new RunComfyClient(http, options), options => Configure(options, emulator))
            .ConfigurePrimaryHttpMessageHandler(emulator.CreateHandler)
            .AddHttpMessageHandler(() => slow));
        var submit = Client(host).Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(new() { Prompt = "a boat" });
        await slow.Reached.WaitAsync(Soon);

        var disposing = ((IAsyncDisposable)host).DisposeAsync().AsTask();
        Assert.False(disposing.IsCompleted);
        slow.Go();
        await disposing.WaitAsync(Soon);

        Assert.Equal(emulator.BilledRequestIds, [(await submit.WaitAsync(Soon)).RequestId]);
    }

    [Fact]
    public async Task The_next_host_takes_up_what_the_last_one_left()
    {
        await using var emulator = Emulator(TimeSpan.FromSeconds(0.2));
        string id;
        using (var host = Build(services => Register(services, emulator)))
        {
            id = (await Client(host).Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(new() { Prompt = "a boat" })).RequestId;
        }

        using var next = Build(services => Register(services, emulator));
        var result = await Client(next).Kling.Kling3_0.Pro.TextToVideo.Attach(id).WaitAsync().WaitAsync(Soon);

        Assert.Equal((id, 1), (result.RequestId, emulator.Bills));
    }

    [Fact]
    public async Task A_client_keeps_the_configuration_that_it_was_made_with()
    {
        await using var emulator = Emulator(TimeSpan.FromSeconds(0.2));
        var source = new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                ["Client:ApiToken"] = emulator.Token,
                ["Client:Polling:Interval"] = "00:00:00.02"
            },
        };
        var configuration = new ConfigurationBuilder().Add(source).Build();
        using var host = Build(services => services
            .AddModelClient((http, options) => new RunComfyClient(http, options), options =>
            {
                configuration.GetSection("Client").Bind(options);
                options.BaseAddress = emulator.Address;
            })
            .ConfigurePrimaryHttpMessageHandler(emulator.CreateHandler));
        await host.StartAsync();
        var model = Client(host).Kling.Kling3_0.Pro.TextToVideo;
        var job = await model.SubmitAsync(new() { Prompt = "a boat" });

        // Both would be refused by a client that is made now.
        configuration["Client:ApiToken"] = "another";
        configuration["Client:JobTimeout"] = "-00:00:01";
        configuration.Reload();
        await job.WaitAsync().WaitAsync(Soon);
        await model.RunAsync(new() { Prompt = "a boat" }).WaitAsync(Soon);

        Assert.Equal(2, emulator.Bills);
    }

    [Fact]
    public async Task A_token_that_is_replaced_while_the_client_lives_comes_from_its_provider()
    {
        await using var emulator = Emulator(TimeSpan.Zero);
        var token = "of-yesterday";
        using var host = Build(services => services
            .AddModelClient((http, options) => new RunComfyClient(http, options), options =>
            {
                options.BaseAddress = emulator.Address;
                options.TokenProvider = _ => new(token);
            })
            .ConfigurePrimaryHttpMessageHandler(emulator.CreateHandler));
        var model = Client(host).Kling.Kling3_0.Pro.TextToVideo;

        await Assert.ThrowsAsync<ModelApiException>(() => model.RunAsync(new() { Prompt = "a boat" }));
        token = emulator.Token;
        await model.RunAsync(new() { Prompt = "a boat" }).WaitAsync(Soon);

        Assert.Equal(1, emulator.Bills);
    }

    [Fact]
    public async Task Of_two_clients_in_one_process_neither_ends_with_the_other_nor_knows_what_it_learned()
    {
        await using var first = await EmulatedClient.StartAsync(
            isSocket: true, new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.FromSeconds(0.3) });
        await using var second = await EmulatedClient.StartAsync(isSocket: true, new() { QueueTime = TimeSpan.FromHours(1) });
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
    public async Task Clients_under_keys_and_the_one_without_are_three_and_another_key_is_none()
    {
        await using var emulator = Emulator(TimeSpan.Zero);
        using var host = Build(services =>
        {
            Register(services, emulator);
            services.AddKeyedModelClient("a", (http, options) => new RunComfyClient(http, options), options => Configure(options, emulator))
                .ConfigurePrimaryHttpMessageHandler(emulator.CreateHandler);
            services.AddKeyedModelClient(7, (http, options) => new RunComfyClient(http, options), options => Configure(options, emulator))
                .ConfigurePrimaryHttpMessageHandler(emulator.CreateHandler);
        });
        var clients = new[] { Client(host), Keyed("a"), Keyed(7) };

        Assert.Equal(3, clients.Distinct().Count());
        clients[1].Dispose();
        await clients[0].Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "a boat" });
        await clients[2].Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "a boat" });
        Assert.Throws<InvalidOperationException>(() => Keyed("7"));

        RunComfyClient Keyed(object key) => host.Services.GetRequiredKeyedService<RunComfyClient>(key);
    }

    /// <summary>Keeps the answer that has come until it is told to go on.</summary>
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

    private static RunComfyClient Client(IHost host) => host.Services.GetRequiredService<RunComfyClient>();

    private static ModelEmulator Emulator(TimeSpan runTime) =>
        new(RunComfyClient.Models, new() { QueueTime = TimeSpan.Zero, RunTime = runTime });

    private static IHost Build(Action<IServiceCollection> register)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        register(builder.Services);
        return builder.Build();
    }

    private static void Register(IServiceCollection services, ModelEmulator emulator) => services
        .AddModelClient((http, options) => new RunComfyClient(http, options), options => Configure(options, emulator))
        .ConfigurePrimaryHttpMessageHandler(emulator.CreateHandler);

    private static void Configure(ModelClientOptions options, ModelEmulator emulator)
    {
        (options.BaseAddress, options.ApiToken) = (emulator.Address, emulator.Token);
        options.Polling.Interval = TimeSpan.FromMilliseconds(20);
    }
}
