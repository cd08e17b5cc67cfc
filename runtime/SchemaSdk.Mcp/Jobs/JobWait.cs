using SchemaSdk.Mcp.Tools;

namespace SchemaSdk.Mcp.Jobs;

/// <summary>Waits for a job during an agent's call to a tool.</summary>
internal static class JobWait
{
    // Clients give up after 60 seconds, so a call must end well before that.
    private const int MostSeconds = 45;
    private const int UsualSeconds = 20;

    internal static TimeSpan LengthOf(ToolCall call) =>
        TimeSpan.FromSeconds(call.Arguments.Number("wait_seconds", 0, MostSeconds, UsualSeconds));

    internal static Task<(LedgerEntry? Entry, Exception? Failure)> WaitAsync(
        ModelToolServer server,
        ToolCall call,
        string key,
        string? customer,
        RunningJob? started,
        TimeSpan longest,
        CancellationToken cancellationToken) =>
        server.Jobs.WaitAsync(
            key,
            customer,
            started,
            longest,
            started is null ? longest : TimeSpan.FromSeconds(MostSeconds),
            (waited, running) => call.ReportAsync(waited, MessageOf(running?.Status), cancellationToken),
            cancellationToken);

    private static string MessageOf(JobStatus? status) => status switch
    {
        null => "Submitting.",
        { State: JobState.InQueue, QueuePosition: { } position } => $"In queue, position {position}.",
        { State: JobState.InQueue } => "In queue.",
        _ => "Running.",
    };
}
