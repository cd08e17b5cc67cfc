using Microsoft.Extensions.Logging;

namespace SchemaSdk.Tool.Calling;

/// <summary>
/// Reports once that the service cannot be reached and that the client is still trying. The client itself only logs this, because a delay
/// is not yet a failure.
/// </summary>
/// <param name="error">The writer for the notice.</param>
internal sealed class ConnectionNotice(TextWriter error) : ILoggerFactory, ILogger
{
    // Event ids of the client's log. See docs/reference/log-messages.md.
    private const int SubmitRetried = 3;
    private const int ReadFailed = 6;

    private int _isTold;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("This logger writes only to the console.");

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
            var standing = eventId.Id == SubmitRetried ? "Nothing has been submitted yet" : "The job continues at the service";
            error.WriteLine($"No connection to the service. {standing}. Retrying for two minutes. Press Ctrl-C to stop.");
        }
    }

    public void Dispose()
    {
    }

    // After any other failure, the service may still be reachable.
    private static bool IsWithoutConnection(string? failure) => failure is "NotConnected" or "TimedOut";
}
