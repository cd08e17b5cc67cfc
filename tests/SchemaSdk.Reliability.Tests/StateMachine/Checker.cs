using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using SchemaSdk.Reliability.Tests.StateMachine.Commands;
using SchemaSdk.Reliability.Tests.StateMachine.Play;
using SchemaSdk.Reliability.Tests.StateMachine.Rules;
using SchemaSdk.Reliability.Tests.StateMachine.Seeded;

namespace SchemaSdk.Reliability.Tests.StateMachine;

/// <summary>Plays random scenarios until one breaks a rule, and then searches for a smaller one that still breaks a rule.</summary>
internal sealed class Checker(Subject subject, ulong seed)
{
    private readonly Quiet _quiet = new();
    private bool _isFailing;

    public Coverage Coverage { get; } = new();

    /// <summary>The number of scenarios that were played, up to and including the first failing one.</summary>
    public int Runs { get; private set; }

    /// <summary>The rule that the smallest scenario broke; null if none did.</summary>
    public Violation? Found { get; private set; }

    public Scenario? Counterexample { get; private set; }

    public void Run(int runs)
    {
        var config = Config.Quick.WithMaxTest(runs).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(seed), null)));
        Quiet.OnOwnThread(
            () => Check.One(config, Prop.ForAll(Scenarios.Any, Holds)), () => $"The checker failed in run {Runs} of seed {seed}.");
    }

    public override string ToString() => Found is null
        ? $"{Runs} runs of seed {seed}, no rule broken"
        : $"Broken in run {Runs} of seed {seed}: {Found}\n{Counterexample}";

    private bool Holds(Scenario scenario)
    {
        using var world = new World(subject, scenario.IsDeaf, _quiet, _isFailing ? new Coverage() : Coverage);
        Runs += _isFailing ? 0 : 1;
        scenario.Play(world);
        if (world.Violation is null)
        {
            return true;
        }

        _isFailing = true;
        (Found, Counterexample) = (world.Violation, scenario);
        return false;
    }
}
