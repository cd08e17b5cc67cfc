using SchemaSdk.Reliability.Tests.Faults.Matrix;

namespace SchemaSdk.Reliability.Tests.Soak.Rounds;

/// <summary>Checks the rules that hold at the end of a round.</summary>
internal sealed class RoundCheck(
    MatrixService service,
    IReadOnlyList<SoakJob> jobs,
    IReadOnlyList<string> bills,
    IReadOnlySet<string> billedIds,
    IReadOnlyDictionary<string, JobState> states)
{
    public IEnumerable<string> Broken() => [.. Bills(), .. jobs.SelectMany(Ends)];

    /// <summary>The application must receive, exactly once, the id of each charged job or a warning that the job may run.</summary>
    private IEnumerable<string> Bills()
    {
        foreach (var twice in bills.CountBy(static prompt => prompt).Where(static bill => bill.Value > 1))
        {
            yield return $"{twice.Key} was charged {twice.Value} times";
        }

        // Each submit has its own prompt. The earlier submits of a job were reported as refused or not sent.
        var known = jobs.Where(static job => job.RequestId is not null || job.End == End.Unknown).ToDictionary(static job => job.Prompt);
        foreach (var silent in bills.Where(prompt => !known.ContainsKey(prompt)))
        {
            yield return $"{silent} was charged, but not reported";
        }

        var paid = bills.ToHashSet();
        foreach (var job in known.Values.Where(job => job.RequestId is { } id && !(paid.Contains(job.Prompt) && billedIds.Contains(id))))
        {
            yield return $"{job.Prompt} got the id {job.RequestId}, but was not charged";
        }
    }

    private IEnumerable<string> Ends(SoakJob job)
    {
        if (job.End == End.Unexpected)
        {
            yield return $"{job.Prompt} ended with {job.Error}";
        }
        else if (job.RequestId is { } id && EndOf(states[id]) != job.End)
        {
            yield return $"{job.Prompt} ended as {job.End}, but {id} is {states[id]}";
        }

        End[] meant = (job.Course, job.Cancel) switch
        {
            (Course.Fails, _) => [End.Failed],
            (Course.NeverEnds, _) => [End.TimedOut],
            (Course.IsCanceled, CancelOutcome.Canceled) => [End.Canceled],
            (Course.IsCanceled, CancelOutcome.Unconfirmed) => [End.Canceled, End.Succeeded],
            // The answer to the first cancel was lost, and the second cancel finds that the job has ended.
            (Course.IsCanceled, CancelOutcome.NotCancelable) when !service.ConfirmsCancels => [End.Canceled, End.Succeeded],
            _ => [End.Succeeded],
        };
        if (job.RequestId is not null && !meant.Contains(job.End))
        {
            yield return $"{job.Prompt} ended as {job.End}, and its cancel as {job.Cancel}";
        }
    }

    private static End EndOf(JobState state) => state switch
    {
        JobState.Succeeded => End.Succeeded,
        JobState.Failed => End.Failed,
        JobState.Canceled => End.Canceled,
        _ => End.TimedOut,
    };
}
