namespace SchemaSdk.Reliability.Tests.StateMachine.Durable;

/// <summary>The store of one process, which may end before or after any of its lines is durable.</summary>
internal sealed class MortalStore
{
    private readonly Func<bool> _passed;
    private MemoryStore _before;

    /// <param name="left">The jobs that the process before it has left.</param>
    /// <param name="passed">Told of each moment at which the process may end; true: it ends there.</param>
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

    /// <summary>True once the process that has it has ended: nothing of it comes to the store any more.</summary>
    public bool IsDead { get; set; }

    /// <summary>The jobs that the end of the process leaves.</summary>
    /// <param name="isLastLost">True to lose the last line as well: a fault.</param>
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
