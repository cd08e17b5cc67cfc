using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine.Durable;

/// <summary>Plays random histories until one breaks a promise, and then removes steps for as long as the promise is still broken.</summary>
/// <param name="fault">The bug that each process has.</param>
/// <param name="quiet">Waits until nothing is running.</param>
/// <param name="seed">Determines the histories.</param>
/// <param name="open">Returns an empty store; null for stores in memory.</param>
internal sealed class DurableSearch(LedgerFault fault, Quiet quiet, int seed, Func<MortalStore>? open = null)
{
    private readonly Random _random = new(seed);

    public int Runs { get; private set; }

    public int Crashes { get; private set; }

    public (LedgerRule Rule, string Facts)? Found { get; private set; }

    public DurableStep[]? Smallest { get; private set; }

    public void Run(int runs)
    {
        void PlayAll()
        {
            for (; Runs < runs && Found is null; Runs++)
            {
                Try(DurableStep.History(_random));
            }
        }

        Quiet.OnOwnThread(PlayAll, () => $"The search failed in run {Runs} of seed {seed}.");
    }

    public override string ToString() => Found is var (rule, facts)
        ? $"broken in run {Runs} of seed {seed}: {rule}, {facts}\n  {string.Join("\n  ", Smallest!.AsEnumerable())}"
        : $"{Runs} histories of seed {seed} with {Crashes} crashes, no promise broken";

    private void Try(DurableStep[] history)
    {
        Found = Play(history);
        Smallest = Found is null ? null : history;
        for (var left = 0; Smallest is not null && left < Smallest.Length;)
        {
            DurableStep[] shorter = [.. Smallest[..left], .. Smallest[(left + 1)..]];
            if (Play(shorter) is { } found && found.Rule == Found!.Value.Rule)
            {
                (Found, Smallest, left) = (found, shorter, 0);
            }
            else
            {
                left++;
            }
        }
    }

    private (LedgerRule Rule, string Facts)? Play(DurableStep[] history)
    {
        var world = new DurableWorld(fault, quiet);
        world.Start(open?.Invoke() ?? new MortalMemory(new MemoryStore(), fault == LedgerFault.LastLineLost));
        foreach (var step in history.TakeWhile(_ => world.Broken is null))
        {
            world.Play(step);
        }

        if (world.Broken is null)
        {
            world.Settle();
        }

        world.End();
        Crashes += world.Crashes;
        return world.Broken;
    }
}
