namespace SchemaSdk.Testing;

/// <summary>The jobs of several in-memory ledgers. Jobs outlive their ledgers, and a process lives until a test ends it.</summary>
public sealed class MemoryStore
{
    private readonly object _gate = new();
    private readonly Dictionary<string, MemoryJob> _jobs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _living = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _lost = new(StringComparer.Ordinal);

    // The number of each model's last claim. The model with the lowest number comes first.
    private readonly Dictionary<string, long> _turns = new(StringComparer.Ordinal);
    private long _places;
    private volatile TaskCompletionSource _news = NewSignal();

    /// <summary>Runs before each write. If it throws, the write fails with that exception.</summary>
    public Action<LedgerEntry>? Before { get; set; }

    /// <summary>Runs after each write. If it throws, the caller sees a failure although the write succeeded.</summary>
    public Action<LedgerEntry>? After { get; set; }

    /// <summary>The number of writes that failed.</summary>
    public int Failures { get; private set; }

    /// <summary>Completes when a job begins to wait for a worker.</summary>
    public Task News => _news.Task;

    /// <summary>Makes writes fail, as on a full disk.</summary>
    /// <param name="from">The state of the first entry whose write is counted; null to count from the next write.</param>
    /// <param name="after">The number of counted writes that still succeed.</param>
    /// <param name="times">The number of subsequent writes that fail.</param>
    /// <param name="isTaken">True if the failing writes take effect although their callers see a failure.</param>
    public void Fail(LedgerState? from = null, int after = 0, int times = int.MaxValue, bool isTaken = false)
    {
        var hasCome = from is null;
        Before = isTaken ? null : FailOne;
        After = isTaken ? FailOne : null;

        void FailOne(LedgerEntry line)
        {
            hasCome |= line.State == from;
            if (hasCome && after-- <= 0 && times-- > 0)
            {
                Failures++;
                throw new ModelLedgerException("No space left on device.", new IOException("No space left on device."));
            }
        }
    }

    /// <summary>Returns what would be left if all processes crashed now.</summary>
    public MemoryStore AfterCrash() => Locked(() =>
    {
        var left = new MemoryStore { _places = _places };
        foreach (var (key, job) in _jobs)
        {
            left._jobs.Add(key, job);
        }

        return left;
    });

    /// <summary>Deletes a job, as retention does.</summary>
    public void Forget(string key) => Locked(() => _jobs.Remove(key));

    /// <summary>Stores a job in place of the existing one. If a process has claimed the job, marks that process as running.</summary>
    public void Adopt(LedgerEntry entry) => Locked(() =>
    {
        _ = entry.Lease.Owner is { } owner && _living.Add(owner);
        var known = _jobs.GetValueOrDefault(entry.Key);
        var place = known is null ? _places++ : known.Place;
        Put(new MemoryJob(entry, known?.Begun ?? place, place, entry.Lease.Owner ?? known?.Worker, known?.Taken ?? default));
        return known;
    });

    /// <summary>Marks a process as running. Throws if it already is.</summary>
    public string Live(string owner) => Locked(() => _living.Add(owner) ? owner : throw new InvalidOperationException($"{owner} runs."));

    /// <summary>Lets the lease of a process expire.</summary>
    public void End(string owner) => Locked(() => _living.Remove(owner));

    /// <summary>The number of claims that other processes took over from a process.</summary>
    public long LostBy(string owner) => Locked(() => _lost.GetValueOrDefault(owner));

    public LedgerEntry? Find(string key) => Locked(() => Told().TryGetValue(key, out var job) ? EntryOf(job) : null);

    public List<LedgerEntry> All() => Locked(() => Told().Values.OrderBy(job => job.Begun)
        .Select(job => EntryOf(job) with { Input = default, Result = default }).ToList());

    public LedgerEntry? Begin(LedgerEntry intent) => Locked(() =>
    {
        if (Told().TryGetValue(intent.Key, out var known))
        {
            return EntryOf(known);
        }

        Before?.Invoke(intent);
        var place = _places++;
        Put(new MemoryJob(intent with { Lease = new() }, place, place, Worker: null, Taken: default));
        After?.Invoke(intent);
        return null;
    });

    public bool Record(LedgerEntry line, string owner) => Locked(() =>
    {
        if (RefusalOf(line, Told().GetValueOrDefault(line.Key), owner) is { } refusal)
        {
            throw refusal;
        }

        Before?.Invoke(line);
        var job = line.State == LedgerState.Sending ? TakenUp(_jobs[line.Key], owner) : _jobs[line.Key];
        var last = job.Entry;
        Put(job with
        {
            Worker = line.State is LedgerState.Refused or LedgerState.Unknown or LedgerState.Delivered ? null : job.Worker,
            Place = line.State == LedgerState.Intended ? _places++ : job.Place,
            Entry = line with
            {
                Service = last.Service ?? line.Service,
                IsQueued = last.IsQueued || line.IsQueued,
                Input = line.State == LedgerState.Intended && !line.Input.IsEmpty ? line.Input : last.Input,
                Result = line.Result.IsEmpty ? last.Result : line.Result,
                Attempt = line.State == LedgerState.Sending ? line.Attempt : Over(line.Attempt),
                Refused = line.State == LedgerState.Refused ? line.Refused : null,
                Lease = last.Lease,
            },
        });
        After?.Invoke(line);
        return true;
    });

    public List<LedgerEntry> Claim(LedgerWork work, int count, IReadOnlyCollection<string> except, string owner) => Locked(() =>
    {
        var rows = Told().Values.Where(job => IsFor(work, job) && job.Worker != owner && !except.Contains(job.Entry.Key))
            .OrderBy(job => job.Place).GroupBy(job => job.Entry.ModelId).OrderBy(row => _turns.GetValueOrDefault(row.Key))
            .Select(row => new Queue<MemoryJob>(row)).ToList();
        var claimed = new List<LedgerEntry>();
        while (claimed.Count < count && rows.Find(row => row.Count > 0) is { } row)
        {
            var job = TakenUp(row.Dequeue(), owner);
            Put(job);
            claimed.Add(EntryOf(job));
            _turns[job.Entry.ModelId] = _places++;
            rows.Remove(row);
            rows.Add(row);
        }

        return claimed;
    });

    /// <summary>
    /// Releases a process's claims on the jobs with these keys or, if <paramref name="keys"/> is null, its claims on all jobs. Jobs that
    /// are being sent stay claimed.
    /// </summary>
    public void Release(string owner, IReadOnlyCollection<string>? keys = null) => Locked(() =>
    {
        var mine = _jobs.Values.Where(job => job.Worker == owner && keys?.Contains(job.Entry.Key) != false).ToList();
        foreach (var job in mine.Where(job => job.Entry.State != LedgerState.Sending))
        {
            Put(job with { Worker = null, Place = job.Entry.State == LedgerState.Intended ? _places++ : job.Place });
        }

        return true;
    });

    private T Locked<T>(Func<T> call)
    {
        lock (_gate)
        {
            return call();
        }
    }

    // If a process ends while it is sending a job, the job becomes unknown.
    private Dictionary<string, MemoryJob> Told()
    {
        foreach (var job in _jobs.Values.Where(job => job.Entry.State == LedgerState.Sending && IsFree(job)).ToList())
        {
            var entry = job.Entry with { State = LedgerState.Unknown, Version = job.Entry.Version + 1, Attempt = Over(job.Entry.Attempt) };
            Put(job with { Worker = null, Entry = entry });
        }

        return _jobs;
    }

    private MemoryJob TakenUp(MemoryJob job, string owner)
    {
        if (job.Worker is { } before && before != owner)
        {
            _lost[before] = _lost.GetValueOrDefault(before) + 1;
        }

        return job.By(owner);
    }

    private void Put(MemoryJob job)
    {
        _jobs[job.Entry.Key] = job;
        if (IsFor(LedgerWork.Submit, job) || IsFor(LedgerWork.Follow, job))
        {
            Interlocked.Exchange(ref _news, NewSignal()).SetResult();
        }
    }

    private bool IsFree(MemoryJob job) => job.Worker is not { } worker || !_living.Contains(worker);

    private bool IsFor(LedgerWork work, MemoryJob job) => IsFree(job) && work switch
    {
        LedgerWork.Submit => job.Entry is { State: LedgerState.Intended, IsQueued: true },
        LedgerWork.FollowToEnd => job.Entry.State == LedgerState.Accepted,
        _ => job.Entry.State is LedgerState.Accepted or LedgerState.Ended,
    };

    private LedgerEntry EntryOf(MemoryJob job) => job.Entry with
    {
        Lease = job.Entry.Lease with { Owner = IsFree(job) ? null : job.Worker },
    };

    // Only an attempt that is being sent has an id.
    private static LedgerAttempt? Over(LedgerAttempt? last) => last is null ? null : last with { Id = null };

    private ModelLedgerException? RefusalOf(LedgerEntry line, MemoryJob? job, string owner)
    {
        if (job?.Entry is not { } last || last.Version + 1 != line.Version)
        {
            return Refused($"is of version {job?.Entry.Version ?? 0}", isConflict: true);
        }

        var isWriter = line.Lease.Epoch == last.Lease.Epoch || job.Taken == (owner, line.Lease.Epoch);
        var isOthers = line.State == LedgerState.Sending && job.Worker != owner && !IsFree(job);
        return !last.MayBecome(line.State) ? Refused($"is {last.State}", isConflict: false)
            : last.State is LedgerState.Accepted or LedgerState.Ended && last.RequestId is { } id && id != line.RequestId
                ? Refused($"has the id '{id}'", isConflict: true)
            : !isWriter || isOthers
                ? Refused($"is worked on by '{job.Worker}', which claimed it with epoch {last.Lease.Epoch}", isConflict: true)
            : line is { State: LedgerState.Accepted, RequestId: { } given } && _jobs.Values.Any(other => IsOf(other.Entry, given, line))
                ? Refused($"cannot have the id '{given}', which belongs to another job", isConflict: false)
            : null;

        ModelLedgerException Refused(string why, bool isConflict) =>
            new($"{line.State} was not recorded: the job '{line.Key}' in memory {why}.") { IsConflict = isConflict, Key = line.Key };
    }

    private static bool IsOf(LedgerEntry other, string requestId, LedgerEntry line) => other.Key != line.Key
        && other.RequestId == requestId && other.Service == line.Service
        && other.State is LedgerState.Accepted or LedgerState.Ended or LedgerState.Delivered;

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
