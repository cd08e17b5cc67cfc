using SchemaSdk.Jobs.Events;

namespace SchemaSdk.Tests.Running;

/// <summary>Collects every event for a job, and runs the test's code after each one.</summary>
internal sealed class HeardEvents : IJobObserver
{
    private readonly List<(JobEvent Event, string RequestId)> _all = [];

    public Action<JobMoment> After { get; init; } = static _ => { };

    /// <summary>Adds this object to the observers of a client's jobs.</summary>
    public void Hear(JobEvents events) => events.Observers = [.. events.Observers, this];

    public IReadOnlyList<JobMoment> Moments => [.. All.Select(static heard => heard.Moment)];

    public IReadOnlyList<JobEvent> All => [.. Copy().Select(static heard => heard.Event)];

    public IReadOnlyList<string> Ids => [.. Copy().Select(static heard => heard.RequestId).Distinct()];

    public void Heard(in JobEvent told)
    {
        Add(told);
        After(told.Moment);
    }

    private void Add(JobEvent heard)
    {
        lock (_all)
        {
            _all.Add((heard, heard.Job.RequestId));
        }
    }

    private List<(JobEvent Event, string RequestId)> Copy()
    {
        lock (_all)
        {
            return [.. _all];
        }
    }
}
