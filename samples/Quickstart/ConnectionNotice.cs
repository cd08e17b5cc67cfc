using Microsoft.Extensions.Logging;

namespace Quickstart;

/// <summary>
/// Reports once that the service is unreachable and that the client keeps trying. The client itself only logs this, because it treats a
/// missing connection as a delay, not as a failure.
/// </summary>
internal sealed class ConnectionNotice(TextWriter output) : ILoggerFactory, ILogger
{
    // The ids of two log events: a submit will be sent again, and a read has failed. See docs/reference/log-messages.md.
    private const int SubmitRetried = 3;
    private const int ReadFailed = 6;

    private int _isTold;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("This factory only writes to the console.");

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
            output.WriteLine($"No connection to the service. {Standing(eventId.Id)} Retrying for two minutes. Press Ctrl-C to stop.");
        }
    }

    public void Dispose()
    {
    }

    // Any other failure, such as an interrupted answer, means that the service was reached.
    private static bool IsWithoutConnection(string? failure) => failure is "NotConnected" or "TimedOut";

    private static string Standing(int eventId) =>
        eventId == SubmitRetried ? "Nothing has been submitted yet." : "The job continues at the service.";
}
