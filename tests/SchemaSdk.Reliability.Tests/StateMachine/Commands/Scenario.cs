using SchemaSdk.Reliability.Tests.StateMachine.Model;
using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine.Commands;

/// <summary>The way in which a scenario ends. The ending must end every call.</summary>
internal enum Ending
{
    /// <summary>The service does its work and answers.</summary>
    Serving,

    /// <summary>The service stops answering.</summary>
    Silence,

    Disposal,
}

/// <summary>A random sequence of steps, and the way in which it ends.</summary>
/// <param name="Steps">The steps, in order.</param>
/// <param name="Ending">The way in which the scenario ends.</param>
/// <param name="IsDeaf">True if the transport ignores cancellation.</param>
internal sealed record Scenario(Command[] Steps, Ending Ending, bool IsDeaf)
{
    // The longest duration of any call in a scenario.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    public void Play(World world)
    {
        foreach (var step in Steps)
        {
            step.Run(world);
            world.Settle();
            if (world.Violation is not null)
            {
                return;
            }
        }

        End(world);
        if (world.Violation is null && world.Calls.Find(static call => call.IsOpen) is { } open)
        {
            world.Break(Rules.Rule.EndsInTime, $"{open} is still open after the ending");
        }
    }

    public override string ToString() =>
        string.Join("", Steps.Select(static step => $"  {step}\n")) + $"  then {Ending}{(IsDeaf ? ", and the transport is deaf" : "")}";

    private void End(World world)
    {
        if (Ending == Ending.Disposal)
        {
            world.DisposeClient(isAsync: true);
        }

        var end = world.Now + Longest;
        foreach (var job in world.Server.Service.Jobs.Where(job => Ending == Ending.Serving && job.Phase != JobPhase.Odd))
        {
            world.Server.Service = world.Server.Service.Move(job.Id, JobPhase.Succeeded);
        }

        while (world.Calls.Exists(static call => call.IsOpen) && world.Violation is null && world.Now < end)
        {
            if (Ending == Ending.Serving && world.Server.Pending is { Length: > 0 } pending)
            {
                world.Server.Answer(pending[0], AnswerKind.Proper);
                world.Settle();
            }
            else if (!world.TryTick())
            {
                return;
            }
        }
    }
}
