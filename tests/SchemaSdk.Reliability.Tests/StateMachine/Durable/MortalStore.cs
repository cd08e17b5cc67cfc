namespace SchemaSdk.Reliability.Tests.StateMachine.Durable;

/// <summary>The store of one process. The process may end just before or just after any of its entries becomes durable.</summary>
internal abstract class MortalStore : IDisposable
{
    private readonly object _gate = new();

    /// <summary>Called at each moment at which the process may end. Returns true to end the process at that moment.</summary>
    public Func<bool> Passed { get; set; } = static () => false;

    /// <summary>True once the process has ended. The store then accepts no more entries from it.</summary>
    public bool IsDead { get; set; }

    /// <summary>True while calls to the ledger are running, even if the thread pool is quiet.</summary>
    public virtual bool IsBusy => false;

    /// <summary>Opens the ledger of the process.</summary>
    public abstract JobLedger Open(TimeProvider time);

    /// <summary>Returns the jobs that would remain if the process ended now.</summary>
    public abstract IReadOnlyList<LedgerEntry> All();

    /// <summary>Returns the jobs that the next process finds.</summary>
    public virtual IReadOnlyList<LedgerEntry> Left() => All();

    /// <summary>
    /// Returns the job, with its input, that would remain under this key if the process ended now; null if the key is new.
    /// </summary>
    public abstract LedgerEntry? Find(string key);

    /// <summary>Returns the store that remains when the process ends, for the next process.</summary>
    public abstract MortalStore Leave();

    public virtual void Dispose()
    {
    }

    /// <summary>Marks a moment at which the process may end, and throws if the process has ended.</summary>
    protected void Pass()
    {
        lock (_gate)
        {
            IsDead = IsDead || Passed();
        }

        CheckAlive();
    }

    protected void CheckAlive()
    {
        if (IsDead)
        {
            throw new ModelLedgerException("The process has ended.");
        }
    }
}
