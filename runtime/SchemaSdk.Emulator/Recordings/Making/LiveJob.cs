using SchemaSdk.Emulation.Recordings.Kept;

namespace SchemaSdk.Emulation.Recordings.Making;

/// <summary>A job that is being recorded.</summary>
/// <param name="RequestId">The request id.</param>
/// <param name="Service">The name of the service.</param>
/// <param name="Model">The id of the model.</param>
/// <param name="Input">The input in its recorded form.</param>
/// <param name="AcceptedAt">When the job was accepted.</param>
internal sealed record LiveJob(string RequestId, string Service, string Model, string Input, DateTimeOffset AcceptedAt)
{
    // Each queue position and each phase is a state. No real job reaches this number of states.
    private const int MostStates = 900;

    private readonly List<RecordedState> _states = [];
    private Task? _ending;

    public required string Key { get; init; }

    public EmulatedPrice? Price { get; init; }

    /// <summary>Records a state, unless it is the same as the previous state.</summary>
    public void See(JobState state, int? position, DateTimeOffset now)
    {
        if (PhaseOf(state) is not { } phase)
        {
            return;
        }

        lock (_states)
        {
            var last = _states.LastOrDefault();
            var shown = phase == JobPhase.InQueue ? position : null;
            if (last is null || (last.Phase != phase && last.Phase is JobPhase.InQueue or JobPhase.InProgress)
                || (last.Phase == phase && last.Position != shown && _states.Count < MostStates))
            {
                _states.Add(new(Math.Max(last?.At ?? 0, (now - AcceptedAt).TotalSeconds), phase, shown));
            }
        }
    }

    /// <summary>Records that the job has ended, and returns its recording.</summary>
    // The end time comes from the status, but the phase comes from the result, because a status may not show how the job ended.
    public Recording Ended(JobState end, DateTimeOffset now)
    {
        See(end, position: null, now);
        lock (_states)
        {
            var phase = end == JobState.Failed ? JobPhase.Failed : JobPhase.Succeeded;
            var at = _states.Find(static state => state.Phase is JobPhase.Succeeded or JobPhase.Failed)!.At;
            return new Recording(Service, Model, Input,
            [
                .. _states.Where(static state => state.Phase is JobPhase.InQueue or JobPhase.InProgress), new(at, phase, null),
            ])
            {
                RecordedAt = AcceptedAt,
                Price = Price,
            };
        }
    }

    /// <summary>
    /// Writes the recording only once, even if the end of the job is read several times. If a write fails, the next call writes again.
    /// </summary>
    public Task EndAsync(Func<Task> write)
    {
        lock (_states)
        {
            return _ending is null or { IsFaulted: true } ? _ending = write() : _ending;
        }
    }

    /// <summary>Returns the task that writes the recording; null if the end of the job has not been read.</summary>
    public Task? Ending()
    {
        lock (_states)
        {
            return _ending;
        }
    }

    private static JobPhase? PhaseOf(JobState state) => state switch
    {
        JobState.InQueue => JobPhase.InQueue,
        JobState.InProgress => JobPhase.InProgress,
        JobState.Succeeded => JobPhase.Succeeded,
        JobState.Failed => JobPhase.Failed,
        _ => null,
    };
}
