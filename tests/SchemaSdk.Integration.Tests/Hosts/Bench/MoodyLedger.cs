using System.Collections.Concurrent;

namespace SchemaSdk.Integration.Tests.Hosts.Bench;

/// <summary>The ledger in memory of one process, whose database can be away.</summary>
internal sealed class MoodyLedger : JobLedger
{
    private readonly object _gate = new();
    private readonly MemoryStore _store = new();
    private readonly MemoryJobLedger _jobs;
    private int _askedById;
    private int _askedToRelease;
    private int _ending;

    public MoodyLedger(JobLedgerOptions? options = null)
        : base(options ?? new()) => _jobs = new(_store, options, "worker-1");

    /// <summary>The exception that every call throws; null: it answers.</summary>
    public Exception? Away { get; set; }

    /// <summary>The exception that it throws for the first line of each job; null: it takes them.</summary>
    public Exception? Begins { get; set; }

    /// <summary>The reason why it keeps too much.</summary>
    public ModelLedgerException? Growing { get; set; }

    public override string Owner => _jobs.Owner;

    public override ModelLedgerException? UpkeepFailure => Growing;

    /// <summary>The number of jobs that this process lost to another one.</summary>
    public long LeasesLost { get; init; }

    /// <summary>The kind of work that it hands out to whoever asks for a kind.</summary>
    public Func<LedgerWork, LedgerWork> HandsOut { get; init; } = work => work;

    /// <summary>Runs before a line is put down.</summary>
    public Action<LedgerEntry>? Before { get; set; }

    /// <summary>Runs before a job is looked for by its key.</summary>
    public Action? Finding { get; set; }

    /// <summary>The time after which it says that there may be new work.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>The number of times that a worker looked for work.</summary>
    public int Looks { get; private set; }

    /// <summary>The moment from which it finds jobs by their ids.</summary>
    public Task AnswersById { get; set; } = Task.CompletedTask;

    /// <summary>The number of times that a job was looked for by its id.</summary>
    public int AskedById => Volatile.Read(ref _askedById);

    /// <summary>The keys by which jobs were looked for, in their order.</summary>
    public ConcurrentQueue<string> AskedKeys { get; } = new();

    /// <summary>The moment from which jobs can be given back.</summary>
    public Task Releases { get; set; } = Task.CompletedTask;

    /// <summary>The number of times that jobs were to be given back.</summary>
    public int AskedToRelease => Volatile.Read(ref _askedToRelease);

    /// <summary>The moment from which it takes the ends of jobs.</summary>
    public Task Ends { get; set; } = Task.CompletedTask;

    /// <summary>The number of ends that wait for that moment.</summary>
    public int Ending => Volatile.Read(ref _ending);

    /// <summary>The moment from which it counts its jobs.</summary>
    public Task Counts { get; set; } = Task.CompletedTask;

    /// <summary>Jobs given back so far.</summary>
    public List<string> Released { get; } = [];

    /// <summary>Waits until a worker has looked for work again, many times.</summary>
    public Task UntilLookedForWorkAsync()
    {
        var looks = Looks;
        return Soon.Until(() => Task.FromResult(Looks > looks + 20));
    }

    public Task UntilReleasedAsync(int count)
    {
        return Soon.Until(() => Task.FromResult(Count() >= count));

        int Count()
        {
            lock (_gate)
            {
                return Released.Count;
            }
        }
    }

    /// <summary>Gives it a job as somebody else may have recorded it.</summary>
    public void Put(LedgerEntry entry) => _store.Adopt(entry);

    public override ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        AskedKeys.Enqueue(key);
        Finding?.Invoke();
        return Here().FindAsync(key, cancellationToken);
    }

    public override async ValueTask<LedgerEntry?> FindByRequestAsync(string requestId, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _askedById);
        await AnswersById.WaitAsync(cancellationToken);
        return await base.FindByRequestAsync(requestId, cancellationToken);
    }

    public override ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default) =>
        Begins is { } failure ? throw failure : Here().BeginAsync(intent, cancellationToken);

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
        return await Here().SummarizeAsync(cancellationToken) with { LeasesLost = LeasesLost };
    }

    public override Task WaitForWorkAsync(CancellationToken cancellationToken = default) =>
        Task.Delay(PollInterval, cancellationToken);

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
