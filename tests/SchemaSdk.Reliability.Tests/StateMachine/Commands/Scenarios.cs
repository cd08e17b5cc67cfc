using FsCheck;
using FsCheck.Fluent;
using SchemaSdk.Reliability.Tests.StateMachine.Model;
using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine.Commands;

/// <summary>Generates random scenarios, and reduces failing ones.</summary>
internal static class Scenarios
{
    private static readonly Gen<int> Which = Gen.Choose(0, 5);

    private static readonly Gen<Patience> Patience =
        from seconds in Gen.Elements(0, 0, 7, 45.0004, 180)
        from onCancel in Gen.Elements(CancelBehavior.StopWaiting, CancelBehavior.CancelJob)
        select new Patience(seconds, onCancel);

    private static readonly Gen<AnswerKind> AnyAnswer = Gen.Elements(Enum.GetValues<AnswerKind>());

    // Reads of results and cancels are rare, so two thirds of the answers prefer them.
    private static readonly Gen<RequestKind?> To = Gen.Elements<RequestKind?>(null, RequestKind.Result, RequestKind.Cancel);

    // Success and failure occur twice as often, because a wait normally ends only in an end phase.
    private static readonly Gen<JobPhase> AnyPhase = Gen.Elements([.. Enum.GetValues<JobPhase>(), JobPhase.Succeeded, JobPhase.Failed]);

    private static readonly Gen<CallKind> Uses = Gen.Elements(CallKind.Wait, CallKind.Watch, CallKind.Status, CallKind.Cancel);

    private static readonly Gen<Command> Start =
        from kind in Gen.Elements(CallKind.Run, CallKind.Many, CallKind.Submit)
        from patience in Patience
        select (Command)new StartJob(kind, patience);

    private static readonly Gen<Command> Step = Gen.Frequency(
        (6, Start),
        (3, from which in Which from patience in Patience select (Command)new Attach(which, patience)),
        (16, from kind in Uses from which in Which select (Command)new Use(kind, which)),
        (4, from which in Which select (Command)new CancelToken(which)),
        (1, from isAsync in Gen.Elements(true, false) select (Command)new Dispose(isAsync)),
        (20, from to in To from which in Which select (Command)new Answer(AnswerKind.Proper, to, which)),
        (16, from kind in AnyAnswer from to in To from which in Which select (Command)new Answer(kind, to, which)),
        (4, from which in Which from accepts in Gen.Elements(true, false) select (Command)new Take(which, accepts)),
        (10, from which in Which from phase in AnyPhase select (Command)new Move(which, phase)),
        (3, from rounds in Gen.Choose(1, 6) select (Command)new Serve(rounds)),
        (7, from time in Gen.Elements(1, 250, 1000, 2000, 5000, 19_000, 31_000, 125_000) select (Command)new Advance(time)),
        (12, Gen.Constant((Command)new Tick())));

    // These sequences exist because random single steps seldom lead to an accepted job, or to a job whose result is about to be read.
    private static readonly Gen<Command[]> Accepted =
        from start in Start
        select new[] { start, new Answer(AnswerKind.Proper, RequestKind.Submit, Command.Newest) };

    private static readonly Gen<Command[]> Doubted =
        from start in Start
        from accepts in Gen.Elements(true, false)
        from stops in Gen.Elements(true, false)
        from kind in AnyAnswer
        select (Command[])
        [
            start,
            new Take(Command.Newest, accepts),
            .. stops ? [new CancelToken(Command.Newest)] : Array.Empty<Command>(),
            new Answer(kind, RequestKind.Submit, Command.Newest),
        ];

    private static readonly Gen<Command[]> LeftSending =
        from start in Start
        from accepts in Gen.Elements(true, false)
        from isAsync in Gen.Elements(true, false)
        from kind in Gen.Frequency((1, Gen.Constant(AnswerKind.Proper)), (1, AnyAnswer))
        select new Command[]
        {
            start, new Take(Command.Newest, accepts), new Dispose(isAsync), new Answer(kind, RequestKind.Submit, Command.Newest)
        };

    // This sequence attaches to a job by an id that the caller found elsewhere.
    private static readonly Gen<Command[]> Found =
        from start in Start
        from patience in Patience
        from kind in Uses
        select new Command[]
        {
            start, new Take(Command.Newest, Accepts: true), new Attach(Command.Newest, patience), new Use(kind, Command.Newest)
        };

    private static readonly Gen<Command[]> Canceled =
        from which in Which
        from kind in AnyAnswer
        select new Command[] { new Use(CallKind.Cancel, which), new Answer(kind, RequestKind.Cancel, which) };

    private static readonly Gen<Command[]> Moved =
        from which in Which
        from phase in Gen.Elements(JobPhase.Running, JobPhase.Odd)
        select new Command[] { new Move(which, phase), new Serve(1) };

    private static readonly Gen<Command[]> Ended =
        from which in Which
        from phase in Gen.Elements(JobPhase.Succeeded, JobPhase.Failed)
        from kind in Gen.Frequency((1, Gen.Constant(AnswerKind.Proper)), (2, AnyAnswer))
        select new Command[]
        {
            new Use(CallKind.Wait, which), new Move(which, phase), new Tick(), new Answer(AnswerKind.Proper, RequestKind.Status, which),
            new Answer(kind, RequestKind.Result, which),
        };

    private static readonly Gen<Command[]> Held =
        from asked in Gen.Elements(AnswerKind.Http429Later, AnswerKind.Http503Later)
        from patience in Patience
        select (Command[])
        [
            new StartJob(CallKind.Run, patience), new Answer(AnswerKind.Proper, RequestKind.Submit, Command.Newest),
            new StartJob(CallKind.Run, patience), new Answer(AnswerKind.Proper, RequestKind.Submit, Command.Newest),
            new Answer(asked, RequestKind.Status, 0), new Answer(AnswerKind.Proper, RequestKind.Status, 0), new Advance(19_000),
        ];

    private static readonly Gen<Command[]> Some = Gen.Frequency(
        (20, from step in Step select new[] { step }),
        (3, Accepted),
        (1, Doubted),
        (1, LeftSending),
        (1, Found),
        (1, Canceled),
        (1, Moved),
        (3, Ended),
        (1, Held));

    /// <summary>Scenarios of up to about fifty steps. The first step starts a job.</summary>
    public static Arbitrary<Scenario> Any { get; } = Arb.From(
        from first in Gen.Frequency((1, from start in Start select new[] { start }), (2, Accepted))
        from count in Gen.Choose(3, 35)
        from steps in Gen.ArrayOf(Some, count)
        from ending in Gen.Elements(Enum.GetValues<Ending>())
        from isDeaf in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new Scenario([.. first, .. steps.SelectMany(static step => step)], ending, isDeaf),
        Smaller);

    private static IEnumerable<Scenario> Smaller(Scenario scenario)
    {
        for (var length = scenario.Steps.Length; length > 0; length /= 2)
        {
            for (var start = 0; start + length <= scenario.Steps.Length; start += length)
            {
                yield return scenario with { Steps = [.. scenario.Steps[..start], .. scenario.Steps[(start + length)..]] };
            }
        }

        if (scenario.IsDeaf)
        {
            yield return scenario with { IsDeaf = false };
        }

        if (scenario.Ending != Ending.Disposal)
        {
            yield return scenario with { Ending = Ending.Disposal };
        }

        for (var i = 0; i < scenario.Steps.Length; i++)
        {
            foreach (var step in scenario.Steps[i].Simpler())
            {
                yield return scenario with { Steps = [.. scenario.Steps[..i], step, .. scenario.Steps[(i + 1)..]] };
            }
        }
    }
}
