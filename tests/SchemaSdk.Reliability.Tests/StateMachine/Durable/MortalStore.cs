namespace SchemaSdk.Reliability.Tests.StateMachine.Durable;

/// <summary>The store of one process. The process may end just before or just after any of its entries becomes durable.</summary>
internal sealed class MortalStore
{
    private readonly Func<bool> _passed;
    private MemoryStore _before;

    /// <param name="left">The jobs that the previous process left.</param>
    /// <param name="passed">Called at each moment at which the process may end; true if it ends there.</param>
    public MortalStore(MemoryStore left, Func<bool> passed)
    {
        (Jobs, _before, _passed) = (left, left, passed);
        left.Before = _ =>
        {
            Pass();
            _before = left.AfterCrash();
        };
        left.After = _ => Pass();
    }

    public MemoryStore Jobs { get; }

    /// <summary>True once the process has ended. The store then accepts no more entries from it.</summary>
    public bool IsDead { get; set; }

    /// <summary>Returns the jobs that remain when the process ends.</summary>
    /// <param name="isLastLost">True to lose the last entry as well. This is a fault.</param>
    public MemoryStore Leave(bool isLastLost) => (isLastLost ? _before : Jobs).AfterCrash();

    private void Pass()
    {
        IsDead = IsDead || _passed();
        if (IsDead)
        {
            throw new ModelLedgerException("The process has ended.");
        }
    }
}
