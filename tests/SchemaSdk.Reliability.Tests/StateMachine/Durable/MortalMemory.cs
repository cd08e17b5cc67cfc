namespace SchemaSdk.Reliability.Tests.StateMachine.Durable;

/// <summary>A store in memory.</summary>
internal sealed class MortalMemory : MortalStore
{
    private readonly MemoryStore _jobs;
    private readonly bool _isLastLost;
    private MemoryStore _before;

    /// <param name="left">The jobs that the previous process left.</param>
    /// <param name="isLastLost">True to lose the last entry when the process ends. This is a fault.</param>
    public MortalMemory(MemoryStore left, bool isLastLost)
    {
        (_jobs, _before, _isLastLost) = (left, left, isLastLost);
        left.Before = _ =>
        {
            Pass();
            _before = left.AfterCrash();
        };
        left.After = _ => Pass();
    }

    public override JobLedger Open(TimeProvider time) => new MemoryJobLedger(_jobs, new JobLedgerOptions { TimeProvider = time });

    public override IReadOnlyList<LedgerEntry> All() => _jobs.All();

    public override IReadOnlyList<LedgerEntry> Left() => (_isLastLost ? _before : _jobs).AfterCrash().All();

    public override LedgerEntry? Find(string key) => _jobs.Find(key);

    public override MortalStore Leave() => new MortalMemory((_isLastLost ? _before : _jobs).AfterCrash(), _isLastLost);
}
