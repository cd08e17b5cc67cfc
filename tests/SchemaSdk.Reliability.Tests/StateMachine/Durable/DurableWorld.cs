using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine.Durable;

/// <summary>A service that keeps running, and a sequence of processes. Each process opens the store that the previous one left.</summary>
internal sealed class DurableWorld(LedgerFault fault, Quiet quiet)
{
    public const int Keys = 3;

    private readonly KeyedJob[] _jobs = [.. Enumerable.Range(0, Keys).Select(static number => new KeyedJob($"key{number}"))];
    private readonly FakeTime _time = new();
    private DurableProcess? _process;
    private int _moments = -1;

    /// <summary>The first promise that was broken; null if none was.</summary>
    public (LedgerRule Rule, string Facts)? Broken { get; private set; }

    public int Crashes { get; private set; }

    public void Break(LedgerRule rule, string facts) => Broken ??= (rule, facts);

    public KeyedJob Of(string key) => Array.Find(_jobs, job => job.Key == key)!;

    public void Start(MortalStore store)
    {
        (_moments, store.Passed) = (-1, IsEnd);
        _process = new DurableProcess(this, store, _time, fault);
    }

    public void End() => _process?.End();

    public void Play(DurableStep step)
    {
        if (_process is not { } process)
        {
            return;
        }

        switch (step.Kind)
        {
            case StepKind.Run:
                _jobs[step.Which % Keys].IsWanted = true;
                process.Run(_jobs[step.Which % Keys].Key, step.How == 0 ? "a dog" : "a cat");
                break;
            case StepKind.Answer when process.Server.Waiting.Count > 0:
                var pending = process.Server.Waiting[step.Which % process.Server.Waiting.Count];
                process.Server.Waiting.Remove(pending);
                DurableAnswers.Give(this, pending, step.How);
                break;
            case StepKind.Advance:
                _time.Advance(TimeSpan.FromSeconds(step.How));
                break;
            case StepKind.Doom:
                _moments = step.Which;
                break;
            case StepKind.Crash:
                process.Store.IsDead = true;
                break;
        }

        quiet.Wait(() => process.Store.IsBusy);
        if (process.Store.IsDead)
        {
            Restart(process);
        }
    }

    /// <summary>Handles a request that has arrived. Before a submit is sent, the store must record that it is being sent.</summary>
    public void Take(DurableServer.Pending pending)
    {
        if (!pending.IsSubmit)
        {
            return;
        }

        var job = Of(pending.Key);
        var state = _process!.Stored(job.Key)?.State;
        if (state != LedgerState.Sending)
        {
            Break(LedgerRule.SendingIsDurable, $"{job.Key} is sent, but the store says {state}");
        }

        if (!job.MaySend)
        {
            Break(LedgerRule.SentOnce, $"{job.Key} is sent again, charged as [{string.Join(", ", job.Ids)}]");
        }

        job.MaySend = false;
    }

    /// <summary>Finishes every job in a process that does not end early.</summary>
    public void Settle()
    {
        Play(new DurableStep(StepKind.Crash, 0, 0));
        foreach (var job in _jobs.Where(static job => job.IsWanted))
        {
            var isOther = _process?.InputOf(job.Key).Contains("a dog", StringComparison.Ordinal) == true;
            Play(new DurableStep(StepKind.Run, Array.IndexOf(_jobs, job), isOther ? 0 : 1));
        }

        for (var round = 0; round < 200 && _process is { IsBusy: true } process; round++)
        {
            Play(process.Server.Waiting.Count > 0
                ? new DurableStep(StepKind.Answer, 0, DurableAnswers.Proper)
                : new DurableStep(StepKind.Advance, 0, 2));
        }

        if (_process is { } last)
        {
            last.CheckEnds();
        }
    }

    private bool IsEnd() => _moments >= 0 && _moments-- == 0;

    private void Restart(DurableProcess process)
    {
        Crashes++;
        foreach (var entry in process.Store.Left())
        {
            Of(entry.Key).MayBeUnknown |= entry.State is LedgerState.Sending or LedgerState.Unknown;
        }

        var left = process.Store.Leave();
        process.End();
        Start(left);
        quiet.Wait(() => left.IsBusy);
    }
}
