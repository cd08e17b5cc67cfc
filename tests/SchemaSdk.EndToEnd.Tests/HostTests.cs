using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.EndToEnd.Tests;

public class HostTests
{
    [Fact]
    public async Task A_host_runs_a_model_with_the_client_that_it_was_given()
    {
        await using var emulator = Emulator();
        using var host = Build(services => Register(services, emulator, options => options.ApiToken = emulator.Token));

        await host.StartAsync();
        var client = host.Services.GetRequiredService<RunComfyClient>();
        var result = await client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "a boat" });

        Assert.Equal(1, emulator.Bills);
        Assert.NotEmpty(result.RequestId);
        Assert.Same(client, host.Services.GetRequiredService<RunComfyClient>());
    }

    [Fact]
    public async Task An_option_that_cannot_be_used_stops_the_host_from_starting()
    {
        await using var emulator = Emulator();
        using var host = Build(services => Register(services, emulator, options => options.JobTimeout = TimeSpan.Zero));

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains("JobTimeout", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_retries_everything_sends_a_submit_once()
    {
        var broken = new BrokenAnswers();
        using var host = Build(services => services
            .AddModelClient((http, options) => new RunComfyClient(http, options), Configure("token"))
            .ConfigurePrimaryHttpMessageHandler(() => broken)
            .AddHttpMessageHandler(() => new Retries()));

        var client = host.Services.GetRequiredService<RunComfyClient>();

        await Assert.ThrowsAsync<ModelSubmissionUnknownException>(
            () => client.Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(new() { Prompt = "a boat" }));
        Assert.Equal(1, broken.Submits);
    }

    [Fact]
    public async Task A_primary_handler_that_is_a_chain_with_retries_sends_a_submit_once()
    {
        var broken = new BrokenAnswers();
        using var host = Build(services => services
            .AddModelClient((http, options) => new RunComfyClient(http, options), Configure("token"))
            .ConfigurePrimaryHttpMessageHandler(() => new Retries { InnerHandler = new Retries { InnerHandler = broken } }));

        var client = host.Services.GetRequiredService<RunComfyClient>();

        await Assert.ThrowsAsync<ModelSubmissionUnknownException>(
            () => client.Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(new() { Prompt = "a boat" }));
        Assert.Equal(1, broken.Submits);
    }

    [Fact]
    public async Task A_primary_handler_that_is_in_use_elsewhere_is_guarded_as_a_whole()
    {
        var broken = new BrokenAnswers();
        var shared = new Retries { InnerHandler = broken };
        using var other = new HttpMessageInvoker(shared);
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://127.0.0.1/elsewhere");
        await Assert.ThrowsAsync<HttpRequestException>(() => other.SendAsync(request, CancellationToken.None));
        using var host = Build(services => services
            .AddModelClient((http, options) => new RunComfyClient(http, options), Configure("token"))
            .ConfigurePrimaryHttpMessageHandler(() => shared)
            .AddHttpMessageHandler(() => new Retries()));
        var before = broken.Submits;

        await Assert.ThrowsAsync<ModelSubmissionUnknownException>(
            () => host.Services.GetRequiredService<RunComfyClient>().Kling.Kling3_0.Pro.TextToVideo
                .SubmitAsync(new() { Prompt = "a boat" }));

        Assert.Equal(3, broken.Submits - before); // what the shared handler does behind the guard; not nine
    }

    [Fact]
    public async Task Clients_under_different_keys_have_options_of_their_own()
    {
        await using var emulator = Emulator();
        using var host = Build(services =>
        {
            Keyed(services, "right", emulator, emulator.Token);
            Keyed(services, "wrong", emulator, "another-token");
        });

        await host.StartAsync();
        await Run(host, "right");
        var error = await Assert.ThrowsAsync<ModelApiException>(() => Run(host, "wrong"));

        Assert.Equal(400, error.StatusCode);
        Assert.Equal(1, emulator.Bills);
    }

    [Fact]
    public async Task No_log_line_shows_the_token_however_much_is_logged()
    {
        await using var emulator = Emulator();
        var log = new Lines();
        using var host = Build(services =>
        {
            services.AddLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(log));
            Register(services, emulator, options => options.ApiToken = emulator.Token).AddDefaultLogger();
        });

        await host.Services.GetRequiredService<RunComfyClient>().Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "a boat" });

        Assert.NotEmpty(log.Written);
        Assert.DoesNotContain(log.Written, line => line.Contains(emulator.Token, StringComparison.Ordinal));
    }

    private static Task Run(IHost host, string key) => host.Services.GetRequiredKeyedService<RunComfyClient>(key)
        .Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "a boat" });

    private static ModelEmulator Emulator() => new(RunComfyClient.Models, new() { RunTime = TimeSpan.Zero, QueueTime = TimeSpan.Zero });

    private static IHost Build(Action<IServiceCollection> register)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        register(builder.Services);
        return builder.Build();
    }

    private static Action<ModelClientOptions> Configure(string token) => options =>
    {
        options.ApiToken = token;
        options.BaseAddress = new Uri("http://127.0.0.1/");
        options.Polling.Interval = TimeSpan.FromMilliseconds(10);
    };

    private static IHttpClientBuilder Register(
        IServiceCollection services, ModelEmulator emulator, Action<ModelClientOptions> configure) => services
        .AddModelClient((http, options) => new RunComfyClient(http, options), Configure("token") + configure)
        .ConfigurePrimaryHttpMessageHandler(emulator.CreateHandler);

    private static void Keyed(IServiceCollection services, string key, ModelEmulator emulator, string token) => services
        .AddKeyedModelClient(key, (http, options) => new RunComfyClient(http, options), Configure(token))
        .ConfigurePrimaryHttpMessageHandler(emulator.CreateHandler);

    /// <summary>Takes every request whole, and breaks before an answer.</summary>
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

    /// <summary>As hosting frameworks put in front of every client: whatever fails is sent again, from a copy of the body.</summary>
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

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Written
        {
            get
            {
                lock (_lines)
                {
                    return [.. _lines];
                }
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_lines)
            {
                _lines.Add($"{formatter(state, exception)} {exception}");
            }
        }

        public void Dispose()
        {
        }
    }
}
