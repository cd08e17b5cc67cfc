using SchemaSdk.Jobs.Events;

namespace SchemaSdk.Tests.Running;

/// <summary>Collects every event for a job, and runs the test's code after each one.</summary>
internal sealed class HeardEvents : IJobObserver
{
    private readonly List<JobEvent> _all = [];

    public Action<JobMoment> After { get; init; } = static _ => { };

    /// <summary>Adds this object to the observers of a client's jobs.</summary>
    public void Hear(JobEvents events) => events.Observers = [.. events.Observers, this];

    public IReadOnlyList<JobMoment> Moments => [.. All.Select(static heard => heard.Moment)];

    public IReadOnlyList<JobEvent> All
    {
        get
        {
            lock (_all)
            {
                return [.. _all];
            }
        }
    }

    public void Heard(in JobEvent told)
    {
        lock (_all)
        {
            _all.Add(told);
        }

        After(told.Moment);
    }
}
