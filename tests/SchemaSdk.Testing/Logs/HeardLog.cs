using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.Testing;

/// <summary>Records the log messages whose category begins with a string. By default, these are the worker's messages.</summary>
public sealed class HeardLog(string heard = "SchemaSdk.IModelJobs") : ILoggerProvider, ILogger
{
    public ConcurrentQueue<(LogLevel Level, int Id, string Text, Exception? Error)> Messages { get; } = new();

    public IReadOnlyList<Exception> Errors => [.. Messages.Select(static message => message.Error).OfType<Exception>()];

    /// <summary>True if logging a message throws, as it does on a full disk.</summary>
    public bool IsBroken { get; init; }

    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith(heard, StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Messages.Enqueue((logLevel, eventId.Id, formatter(state, exception), exception));
        if (IsBroken)
        {
            throw new IOException("No space left on device.");
        }
    }

    public void Dispose()
    {
    }
}
