using Microsoft.Extensions.Logging;

namespace SchemaSdk.Tests.Errors;

public class BrokenLogTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_log_that_throws_loses_no_job(bool isEnabledThrows)
    {
        using var stage = Stage.Succeeding(Steps.Answer(500), Steps.Status("completed"));
        using var log = new ThrowingLog(isEnabledThrows);
        stage.Options.LoggerFactory = log;

        var result = await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal(Steps.Id, result.RequestId);
        Assert.True(log.Count > 0);
    }

    private sealed class ThrowingLog(bool isEnabledThrows) : ILoggerFactory, ILogger
    {
        public int Count { get; private set; }

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public bool IsEnabled(LogLevel logLevel)
        {
            Count++;
            return isEnabledThrows ? throw new IOException("The disk is full.") : true;
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => throw new IOException("The disk is full.");

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new IOException("The disk is full.");

        public void Dispose()
        {
        }
    }
}
