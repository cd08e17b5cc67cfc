using System.Collections.Concurrent;

namespace SchemaSdk.Integration.Tests.Hosts.Bench;

/// <summary>An in-memory ledger whose calls can fail, wait or be observed.</summary>
internal sealed class UnreliableLedger : JobLedger
{
    private readonly object _gate = new();
    private readonly MemoryStore _store = new();
    private readonly MemoryJobLedger _jobs;
    private int _askedById;
    private int _askedToRelease;
    private int _begun;
    private int _ending;

    public UnreliableLedger(JobLedgerOptions? options = null)
        : base(options ?? QuickTime.Options) => _jobs = new(_store, options ?? QuickTime.Options, "worker-1");

    /// <summary>Thrown by every call other than a release or a wait for work; null if calls succeed.</summary>
    public Exception? Away { get; set; }

    /// <summary>Thrown instead of recording the first entry of a job; null to record the entry.</summary>
    public Exception? Begins { get; set; }

    public ModelLedgerException? Growing { get; set; }

    public override string Owner => _jobs.Owner;

    public override ModelLedgerException? UpkeepFailure => Growing;

    /// <summary>True if the ledger reports that it is disposed, as a ledger does after its container has been disposed.</summary>
    public bool IsGone { get; set; }

    public override bool IsDisposed => IsGone;

    /// <summary>True if lookups neither return nor observe cancellation.</summary>
    public bool IsHung { get; set; }

    public long LeasesLost { get; init; }

    /// <summary>The number of times that the jobs have been counted.</summary>
    public int Counted { get; private set; }

    public Func<LedgerWork, LedgerWork> HandsOut { get; init; } = work => work;

    public Action<LedgerEntry>? Before { get; set; }

    public Action? Finding { get; set; }

    /// <summary>Thrown by each wait for work; null if waits succeed.</summary>
    public Exception? Waits { get; init; }

    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(10);

    public int Looks { get; private set; }

    /// <summary>The number of waits for work that have begun.</summary>
    public int Idles { get; private set; }

    /// <summary>The number of calls that have recorded a first entry, or found that the job has one.</summary>
    public int Begun => Volatile.Read(ref _begun);

    public Task AnswersById { get; set; } = Task.CompletedTask;

    /// <summary>Called after each lookup of a request id, before the caller receives the entry.</summary>
    public Func<Task> AfterById { get; set; } = static () => Task.CompletedTask;

    public int AskedById => Volatile.Read(ref _askedById);

    public ConcurrentQueue<string> AskedKeys { get; } = new();

    public Task Releases { get; set; } = Task.CompletedTask;

    public int AskedToRelease => Volatile.Read(ref _askedToRelease);

    public Task Ends { get; set; } = Task.CompletedTask;

    public int Ending => Volatile.Read(ref _ending);

    public Task Counts { get; set; } = Task.CompletedTask;

    public List<string> Released { get; } = [];

    public Task UntilLookedForWorkAsync()
    {
        var looks = Looks;
        return Soon.Until(() => Looks > looks + 20);
    }

    public Task UntilReleasedAsync(int count)
    {
        return Soon.Until(() => Count() >= count);

        int Count()
        {
            lock (_gate)
            {
                return Released.Count;
            }
        }
    }

    /// <summary>Fails the given number of attempts to record an entry in this state. Later attempts succeed.</summary>
    public static Action<LedgerEntry> FailingAt(LedgerState state, int times) => entry =>
    {
        if (entry.State == state && times-- > 0)
        {
            throw new TimeoutException("The database does not answer.");
        }
    };

    public void Put(LedgerEntry entry) => _store.Adopt(entry);

    public void Forget(string key) => _store.Forget(key);

    public override ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        AskedKeys.Enqueue(key);
        Finding?.Invoke();
        return IsHung ? new(new TaskCompletionSource<LedgerEntry?>().Task) : Here().FindAsync(key, cancellationToken);
    }

    public override async ValueTask<LedgerEntry?> FindByRequestAsync(string requestId, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _askedById);
        await AnswersById.WaitAsync(cancellationToken);
        var found = await base.FindByRequestAsync(requestId, cancellationToken);
        await AfterById();
        return found;
    }

    public override async ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default)
    {
        var known = Begins is { } failure ? throw failure : await Here().BeginAsync(intent, cancellationToken);
        Interlocked.Increment(ref _begun);
        return known;
    }

    public override async ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (entry.State == LedgerState.Ended && !Ends.IsCompleted)
        {
            Interlocked.Increment(ref _ending);
            await Ends;
        }

        ValueTask recording;
        lock (_gate)
        {
            var here = Here();
            Before?.Invoke(entry);
            recording = here.RecordAsync(entry, cancellationToken);
        }

        await recording;
    }

    public override IAsyncEnumerable<LedgerEntry> ListAsync(CancellationToken cancellationToken = default) =>
        Here().ListAsync(cancellationToken);

    public override ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(
        LedgerWork work, int count, IReadOnlyCollection<string> except, CancellationToken cancellationToken = default)
    {
        Looks++;
        return Here().ClaimAsync(HandsOut(work), count, except, cancellationToken);
    }

    public override async ValueTask<LedgerSummary> SummarizeAsync(CancellationToken cancellationToken = default)
    {
        await Counts.WaitAsync(cancellationToken);
        var summary = await Here().SummarizeAsync(cancellationToken) with { LeasesLost = LeasesLost };
        Counted++;
        return summary;
    }

    public override Task WaitForWorkAsync(CancellationToken cancellationToken = default)
    {
        Idles++;
        return Waits is { } failure ? Task.FromException(failure) : Task.Delay(PollInterval, cancellationToken);
    }

    public override async ValueTask ReleaseAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _askedToRelease);
        await Releases.WaitAsync(cancellationToken);
        lock (_gate)
        {
            Released.AddRange(keys);
        }

        await _jobs.ReleaseAsync(keys, cancellationToken);
    }

    private MemoryJobLedger Here() => Away is { } away ? throw away : _jobs;
}
