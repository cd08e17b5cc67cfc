using Microsoft.Extensions.Logging;

namespace Quickstart;

/// <summary>
/// Tells once that the service cannot be reached and that the client goes on trying. The client says so only in its log: to the client it
/// is a delay, not an end.
/// </summary>
internal sealed class ConnectionNotice(TextWriter output) : ILoggerFactory, ILogger
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
            output.WriteLine($"No connection to the service: {Standing(eventId.Id)} It keeps trying for two minutes; Ctrl-C stops it.");
        }
    }

    public void Dispose()
    {
    }

    // An answer, or one that broke off, came over a connection.
    private static bool IsWithoutConnection(string? failure) => failure is "NotConnected" or "TimedOut";

    private static string Standing(int eventId) =>
        eventId == SubmitRetried ? "nothing has been submitted yet." : "the job goes on at the service.";
}
