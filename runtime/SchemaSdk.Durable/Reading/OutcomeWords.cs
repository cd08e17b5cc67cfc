namespace SchemaSdk.Durable.Reading;

/// <summary>The ends of jobs, as the table has them.</summary>
internal static class OutcomeWords
{
    internal static string? Of(JobState? outcome) => outcome switch
    {
        null => null,
        JobState.Succeeded => "succeeded",
        JobState.Failed => "failed",
        JobState.Canceled => "canceled",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, $"A job does not end as {outcome}."),
    };

    internal static JobState? Of(string? word) => word switch
    {
        null => null,
        "succeeded" => JobState.Succeeded,
        "failed" => JobState.Failed,
        "canceled" => JobState.Canceled,
        _ => throw new FormatException($"'{word}' is not an end of a job."),
    };
}
