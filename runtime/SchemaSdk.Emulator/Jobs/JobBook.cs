namespace SchemaSdk.Emulation.Jobs;

/// <summary>All jobs in an emulator. Thread-safe. A job's state is computed from the clock each time it is read.</summary>
internal sealed class JobBook(ModelEmulatorOptions options, EmulatorClock clock)
{
    private readonly object _lock = new();
    private readonly Dictionary<string, Job> _jobs = new(StringComparer.Ordinal);
    private readonly JobQueue _queue = new();
    private readonly List<string> _ids = [];
    private readonly List<Job> _active = [];
    private readonly JobTimes _times = new(options);

    public long Count
    {
        get
        {
            lock (_lock)
            {
                return _jobs.Count;
            }
        }
    }

    /// <summary>The ids of all jobs, oldest first.</summary>
    public IReadOnlyList<string> Ids
    {
        get
        {
            lock (_lock)
            {
                return _ids.ToArray();
            }
        }
    }

    public string? FirstId
    {
        get
        {
            lock (_lock)
            {
                return _ids.Count == 0 ? null : _ids[0];
            }
        }
    }

    /// <summary>
    /// Returns the number of jobs that have not ended. Without a job limit, these jobs are not tracked, and the result is 0.
    /// </summary>
    public int CountActive()
    {
        lock (_lock)
        {
            var now = Now;
            _active.RemoveAll(job => job.PhaseAt(now) is not (JobPhase.InQueue or JobPhase.InProgress));
            return _active.Count;
        }
    }

    public IReadOnlyList<JobSnapshot> Newest(int most)
    {
        lock (_lock)
        {
            var now = Now;
            return [.. Enumerable.Reverse(_ids).Take(most).Select(id => ViewAt(_jobs[id], now))];
        }
    }

    /// <summary>Counts the jobs in each phase, and adds up what they cost.</summary>
    public (IReadOnlyDictionary<JobPhase, int> Phases, decimal CostUsd) Sum()
    {
        lock (_lock)
        {
            var now = Now;
            var phases = _jobs.Values.ToLookup(job => job.PhaseAt(now));
            return (
                Enum.GetValues<JobPhase>().ToDictionary(phase => phase, phase => phases[phase].Count()),
                phases[JobPhase.Succeeded].Concat(phases[JobPhase.Cancelled]).Sum(job => ViewAt(job, now).CostUsd ?? 0));
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _jobs.Clear();
            _ids.Clear();
            _active.Clear();
            _queue.Clear();
        }
    }

    public JobSnapshot Add(NewJob made)
    {
        lock (_lock)
        {
            var now = Now;
            var (queue, run) = _times.Of(_ids.Count);
            var course = JobSchedule.From(now, queue, RunTimeOf(made, run));
            var job = new Job(Guid.NewGuid().ToString(), _ids.Count, made.Model, course, made.Outcome.Error, made.CostUsd)
            {
                Input = made.Input,
                Note = made.Note,
                InputErrors = made.InputErrors,
                TimesOutAt = course.TimeoutOf(made.StartsWithin, made.EndsWithin),
            };
            _jobs.Add(job.Id, job);
            _ids.Add(job.Id);
            _queue.Add(job);
            if (options.JobLimit is not null)
            {
                _active.Add(job);
            }

            return ViewAt(job, now);
        }
    }

    public JobSnapshot? Find(string requestId)
    {
        lock (_lock)
        {
            return _jobs.TryGetValue(requestId, out var job) ? ViewAt(job, Now) : null;
        }
    }

    /// <summary>Cancels a job that is in the queue. Also cancels a running job if <paramref name="evenRunning"/> is true.</summary>
    /// <returns>The state of the job afterwards, and whether this call cancelled it; null if the job does not exist.</returns>
    public (JobSnapshot View, bool HasCancelled)? Cancel(string requestId, bool evenRunning)
    {
        lock (_lock)
        {
            if (!_jobs.TryGetValue(requestId, out var job))
            {
                return null;
            }

            var now = Now;
            var phase = job.PhaseAt(now);
            var cancels = phase == JobPhase.InQueue || (evenRunning && phase == JobPhase.InProgress);
            if (cancels)
            {
                job.CancelledAt = now;
                _queue.Remove(job);
            }

            return (ViewAt(job, now), cancels);
        }
    }

    public DateTimeOffset Now => clock.Now;

    private static TimeSpan RunTimeOf(NewJob made, TimeSpan run) =>
        made.InputErrors.Count > 0 ? TimeSpan.Zero : made.Outcome.NeverEnds ? TimeSpan.MaxValue : run;

    private JobSnapshot ViewAt(Job job, DateTimeOffset now)
    {
        var phase = job.PhaseAt(now);
        return phase switch
        {
            JobPhase.InQueue => new(job, phase, CountAhead(job, now), EndedAt: null),
            JobPhase.InProgress => new(job, phase, Position: null, EndedAt: null),
            _ => new(job, phase, Position: null, EndedAt: job.CancelledAt ?? (job.HasTimedOutAt(now) ? job.TimesOutAt : job.Course.EndsAt))
            {
                HasTimedOut = job.HasTimedOutAt(now),
            },
        };
    }

    private int CountAhead(Job job, DateTimeOffset now) =>
        _queue.CountAhead(job, now) + job.Course.StrangersAt(now, options.QueueDepth);
}
