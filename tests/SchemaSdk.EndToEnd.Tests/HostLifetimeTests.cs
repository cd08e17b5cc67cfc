using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace SchemaSdk.EndToEnd.Tests;

public sealed class HostLifetimeTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

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
