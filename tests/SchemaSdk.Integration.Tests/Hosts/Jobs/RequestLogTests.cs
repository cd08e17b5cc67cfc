using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public sealed class RequestLogTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Requests_are_logged_only_if_the_application_adds_a_logger(bool areAskedFor)
    {
        await using var shop = new Shop();
        var (log, services) = (new Categories(), new ServiceCollection());
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        var http = services
            .AddModelClient((http, options) => new RunComfyClient(http, options), options =>
                (options.BaseAddress, options.ApiToken) = (new Uri("http://127.0.0.1/"), shop.Service.Token))
            .ConfigurePrimaryHttpMessageHandler(shop.Service.CreateHandler);
        _ = areAskedFor ? http.AddDefaultLogger() : http;

        await using (var provider = services.BuildServiceProvider())
        {
            await provider.GetRequiredService<RunComfyClient>().RunAsync(Shop.Model, Shop.Input()).Soonish();
        }

        Assert.Contains("SchemaSdk.ModelClient", log.Written);
        Assert.Equal(areAskedFor, log.Written.Any(name => name.StartsWith("System.Net.Http.HttpClient.", StringComparison.Ordinal)));
    }

    private sealed class Categories : ILoggerProvider
    {
        public ConcurrentQueue<string> Written { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

        public void Dispose()
        {
        }

        private sealed class Category(Categories log, string name) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                log.Written.Enqueue(name);
        }
    }
}
