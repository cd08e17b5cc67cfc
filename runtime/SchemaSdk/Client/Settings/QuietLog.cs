namespace SchemaSdk.Client.Settings;

/// <summary>A logger that never throws.</summary>
// If an accepted submit threw because a log provider failed, the request id would be lost, and the caller would submit the job again.
internal sealed class QuietLog(ILogger log) : ILogger
{
    internal const string Category = "SchemaSdk.ModelClient";

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return log.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            return false;
        }
    }

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            log.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // The failure cannot be reported, because the log itself failed.
        }
    }
}
