using System.Globalization;
using SchemaSdk;

namespace Quickstart;

/// <summary>Formats a status as one line, such as <c>1.3 s in queue, position 2</c>.</summary>
internal static class StatusText
{
    public static string Line(JobStatus status, TimeSpan elapsed) =>
        string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds,6:0.0} s  {State(status)}");

    private static string State(JobStatus status) => status.State switch
    {
        JobState.InQueue => status.QueuePosition is { } position ? $"in queue, position {position}" : "in queue",
        JobState.InProgress => "in progress",
        JobState.Succeeded => "succeeded",
        JobState.Failed => "failed",
        JobState.Canceled => "cancelled",
        _ => status.StateText ?? "state not known",
    };
}
