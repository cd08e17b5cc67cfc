using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.EndToEnd.Tests;

public class HostTests
{
    [Fact]
    public async Task Disposing_a_host_waits_for_the_answer_to_a_submit()
    {
        await using var emulator = EmulatedHost.Emulator(TimeSpan.FromHours(1));
        var slow = new SlowAnswer();
        var host = EmulatedHost.Build(services => services.AddClient(emulator).AddHttpMessageHandler(() => slow));
        var submit = host.Client().Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(new() { Prompt = "a boat" });
        await slow.Reached.Soonish();

        var disposing = ((IAsyncDisposable)host).DisposeAsync().AsTask();
        Assert.False(disposing.IsCompleted);
        slow.Go();
        await disposing.Soonish();

        Assert.Equal(emulator.BilledRequestIds, [(await submit.Soonish()).RequestId]);
    }

    [Fact]
    public async Task A_host_provides_one_client_that_keeps_the_configuration_with_which_it_was_created()
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
        var client = host.Client();
        var job = await client.Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(new() { Prompt = "a boat" });

        // Each of these values would break a new client, but the host's client already exists.
        configuration["Client:ApiToken"] = "another";
        configuration["Client:JobTimeout"] = "-00:00:01";
        configuration.Reload();
        await job.WaitAsync().Soonish();
        await client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "a boat" }).Soonish();

        Assert.Equal(2, emulator.Bills);
        Assert.Same(client, host.Client());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Retrying_handlers_send_a_submit_once(bool arePrimary)
    {
        var broken = new BrokenAnswers();
        using var host = EmulatedHost.Build(services =>
        {
            var client = services.AddModelClient((http, options) => new RunComfyClient(http, options), Configure);
            _ = arePrimary
                ? client.ConfigurePrimaryHttpMessageHandler(() => new Retries { InnerHandler = new Retries { InnerHandler = broken } })
                : client.ConfigurePrimaryHttpMessageHandler(() => broken).AddHttpMessageHandler(() => new Retries());
        });

        await Assert.ThrowsAsync<ModelSubmissionUnknownException>(
            () => host.Client().Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(new() { Prompt = "a boat" }));
        Assert.Equal(1, broken.Submits);
    }

    [Fact]
    public async Task A_primary_handler_that_is_shared_is_guarded_as_a_whole()
    {
        var broken = new BrokenAnswers();
        var shared = new Retries { InnerHandler = broken };
        using var other = new HttpMessageInvoker(shared);
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://127.0.0.1/elsewhere");
        await Assert.ThrowsAsync<HttpRequestException>(() => other.SendAsync(request, CancellationToken.None));
        using var host = EmulatedHost.Build(services => services
            .AddModelClient((http, options) => new RunComfyClient(http, options), Configure)
            .ConfigurePrimaryHttpMessageHandler(() => shared)
            .AddHttpMessageHandler(() => new Retries()));
        var before = broken.Submits;

        await Assert.ThrowsAsync<ModelSubmissionUnknownException>(
            () => host.Client().Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(new() { Prompt = "a boat" }));

        // Each of the two handlers makes up to three attempts. The client's guard stops the retries of the added handler, but not those of
        // the shared one.
        Assert.Equal(3, broken.Submits - before);
    }

    [Fact]
    public async Task Clients_with_different_keys_have_their_own_options()
    {
        await using var emulator = EmulatedHost.Emulator();
        using var host = EmulatedHost.Build(services =>
        {
            services.AddKeyedClient(7, emulator);
            services.AddKeyedClient("wrong", emulator, options => options.ApiToken = "another-token");
        });

        await host.StartAsync();
        await Run(7);
        var error = await Assert.ThrowsAsync<ModelApiException>(() => Run("wrong"));

        Assert.Equal(400, error.StatusCode);
        Assert.Equal(1, emulator.Bills);

        Task Run(object key) => host.Client(key).Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "a boat" });
    }

    [Fact]
    public async Task A_second_registration_adds_its_options_and_keeps_the_handlers_and_loggers_of_the_first()
    {
        await using var emulator = EmulatedHost.Emulator();
        using var log = new HeardLog(heard: "");
        using var host = EmulatedHost.Build(services =>
        {
            services.AddLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(log));
            services.AddClient(emulator, static options => options.ApiToken = "another").AddDefaultLogger();
            services.RemoveAll<RunComfyClient>(); // as a test may do
            services.AddModelClient((http, options) => new RunComfyClient(http, options), options => options.ApiToken = emulator.Token);
        });

        await host.Client().Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "a boat" });

        Assert.Equal(1, emulator.Bills);
        Assert.Contains(log.Messages, message => message.Text.Contains("Authorization: *", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_different_key_with_the_same_text_is_refused()
    {
        await using var emulator = EmulatedHost.Emulator();
        var (services, key) = (new ServiceCollection(), new object());
        services.AddKeyedClient(key, emulator);
        services.AddKeyedClient(key, emulator);
        var before = services.Count;

        var refusal = Assert.Throws<ArgumentException>(() => services.AddKeyedClient(new object(), emulator));

        Assert.StartsWith(
            "This RunComfyClient is already registered under another service key with the same text, 'System.Object'.",
            refusal.Message,
            StringComparison.Ordinal);
        Assert.Contains("Use keys whose texts all differ", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, services.Count);
    }

    [Fact]
    public async Task A_key_with_the_text_of_a_key_that_the_application_registered_by_itself_is_accepted()
    {
        await using var emulator = EmulatedHost.Emulator();
        var key = new object();
        using var host = EmulatedHost.Build(services =>
        {
            services.AddKeyedSingleton(new object(), static (_, _) => new RunComfyClient());
            services.AddKeyedClient(key, emulator);
        });

        await host.Client(key).Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "a boat" });

        Assert.Equal(1, emulator.Bills);
    }

    [Fact]
    public async Task No_log_message_has_the_token_even_at_level_Trace()
    {
        await using var emulator = EmulatedHost.Emulator();
        using var log = new HeardLog(heard: "");
        using var host = EmulatedHost.Build(services =>
        {
            services.AddLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(log));
            services.ConfigureHttpClientDefaults(static http => http.RedactLoggedHeaders(static _ => false));
            services.AddClient(emulator).AddDefaultLogger();
        });

        await host.Client().Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "a boat" });

        Assert.Contains(log.Messages, message => message.Text.Contains("Authorization: *", StringComparison.Ordinal));
        Assert.DoesNotContain(
            log.Messages, message => $"{message.Text} {message.Error}".Contains(emulator.Token, StringComparison.Ordinal));
    }

    private static void Configure(ModelClientOptions options)
    {
        options.ApiToken = "token";
        options.BaseAddress = new Uri("http://127.0.0.1/");
    }

    /// <summary>Reads every request completely, and breaks the connection before the answer.</summary>
    private sealed class BrokenAnswers : HttpMessageHandler
    {
        private int _submits;

        public int Submits => _submits;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await request.Content!.LoadIntoBufferAsync(cancellationToken);
            Interlocked.Increment(ref _submits);
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection broke.");
        }
    }

    /// <summary>Resends every failed request with a copy of its body, like the retry handlers of hosting frameworks.</summary>
    private sealed class Retries : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Content = new ByteArrayContent("{}"u8.ToArray());
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await base.SendAsync(request, cancellationToken);
                }
                catch (HttpRequestException) when (attempt < 3)
                {
                }
            }
        }
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
