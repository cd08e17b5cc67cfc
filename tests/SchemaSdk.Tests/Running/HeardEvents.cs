using SchemaSdk.Jobs.Events;

namespace SchemaSdk.Tests.Running;

/// <summary>Hears every event, and does what a test wants then.</summary>
internal sealed class HeardEvents : IJobObserver
{
    private readonly List<(JobEvent Told, string RequestId)> _all = [];

    /// <summary>The action after something has happened.</summary>
    public Action<JobMoment> After { get; init; } = static _ => { };

    public IReadOnlyList<JobMoment> Moments
    {
        get
        {
            lock (_all)
            {
                return [.. _all.Select(static heard => heard.Told.Moment)];
            }
        }
    }

    public IReadOnlyList<JobEvent> All
    {
        get
        {
            lock (_all)
            {
                return [.. _all.Select(static heard => heard.Told)];
            }
        }
    }

    public IReadOnlyList<string> Ids
    {
        get
        {
            lock (_all)
            {
                return [.. _all.Select(static heard => heard.RequestId).Distinct()];
            }
        }
    }

    public void Heard(in JobEvent told)
    {
        Add(told);
        After(told.Moment);
    }

    private void Add(JobEvent told)
    {
        lock (_all)
        {
            _all.Add((told, told.Job.RequestId));
        }
    }
}
