using Microsoft.Extensions.Logging;

namespace SchemaSdk.Tool.Calling;

/// <summary>
/// Tells once that the service cannot be reached and that the client goes on trying. The client says so only in its log: to the client it
/// is a delay, not an end.
/// </summary>
/// <param name="error">Gets the sentence.</param>
internal sealed class ConnectionNotice(TextWriter error) : ILoggerFactory, ILogger
{
    // docs/reference/log-messages.md: a submit that never left, and a read that failed.
    private const int SubmitRetried = 3;
    private const int ReadFailed = 6;

    private int _isTold;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("It writes to nobody else.");

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id is SubmitRetried or ReadFailed
            && state is IReadOnlyList<KeyValuePair<string, object?>> values
            && values.Any(value => value.Key == "Failure" && IsWithoutConnection(value.Value?.ToString()))
            && Interlocked.Exchange(ref _isTold, 1) == 0)
        {
            var standing = eventId.Id == SubmitRetried ? "nothing has been submitted yet" : "the job goes on at the service";
            error.WriteLine($"No connection to the service: {standing}. It keeps trying for two minutes; Ctrl-C stops it.");
        }
    }

    public void Dispose()
    {
    }

    // An answer, or one that broke off, came over a connection.
    private static bool IsWithoutConnection(string? failure) => failure is "NotConnected" or "TimedOut";
}
