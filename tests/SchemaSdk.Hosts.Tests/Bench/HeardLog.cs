using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.Hosts.Tests.Bench;

/// <summary>Keeps the messages of the worker, or of another category; null: of all.</summary>
internal sealed class HeardLog(string? heard = "SchemaSdk.IModelJobs") : ILoggerProvider, ILogger
{
    public ConcurrentQueue<(LogLevel Level, int Id, string Text)> Messages { get; } = new();

    public ConcurrentQueue<Exception> Errors { get; } = new();

    public ILogger CreateLogger(string categoryName) =>
        heard is null || categoryName == heard ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is not null)
        {
            Errors.Enqueue(exception);
        }

        Messages.Enqueue((logLevel, eventId.Id, formatter(state, exception)));
    }

    public void Dispose()
    {
    }
}
