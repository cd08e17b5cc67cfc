using SchemaSdk.Reliability.Tests.StateMachine.Model;
using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine.Commands;

/// <summary>The service answers a pending request, preferably one of the kind <c>To</c>.</summary>
internal sealed record Answer(AnswerKind Kind, RequestKind? To, int Which) : Command
{
    public override void Run(World world)
    {
        PlayedRequest[] pending = world.Server.Pending;
        if ((Pick([.. pending.Where(request => request.Kind == To)], Which) ?? Pick(pending, Which)) is { } request)
        {
            world.Coverage.Operation("Answer", SlotOf(world, request), world);
            world.Server.Answer(request, Kind);
            world.Coverage.Answer(request);
        }
    }

    public override IEnumerable<Command> Simpler() => Kind == AnswerKind.Proper ? [] : [this with { Kind = AnswerKind.Proper }];

    private static Slot? SlotOf(World world, PlayedRequest request) =>
        world.Slots.Find(slot => slot.ModelId == (request.ModelId ?? world.Server.Service.Find(request.JobId)?.ModelId));
}

/// <summary>The service reads a pending request without answering it.</summary>
internal sealed record Take(int Which, bool Accepts) : Command
{
    public override void Run(World world)
    {
        if (Pick(world.Server.Pending, Which) is { } request)
        {
            world.Server.Take(request, Accepts);
        }
    }
}

/// <summary>A job at the service moves to another phase.</summary>
internal sealed record Move(int Which, JobPhase Phase) : Command
{
    public override void Run(World world)
    {
        if (Pick(world.Server.Service.Jobs, Which) is { } job)
        {
            world.Coverage.Operation("Move", world.Slots.Find(slot => slot.ModelId == job.ModelId), world);
            world.Server.Service = world.Server.Service.Move(job.Id, Phase);
        }
    }
}

/// <summary>The service answers every request properly for a number of rounds.</summary>
internal sealed record Serve(int Rounds) : Command
{
    public override void Run(World world)
    {
        world.Coverage.OperationOnAll(world, "Serve");
        for (var round = 0; round < Rounds && world.Violation is null; round++)
        {
            foreach (var request in world.Server.Pending)
            {
                world.Server.Answer(request, AnswerKind.Proper);
                world.Coverage.Answer(request);
                world.Settle();
            }

            if (!world.TryTick())
            {
                return;
            }
        }
    }

    public override IEnumerable<Command> Simpler() => Rounds > 1 ? [this with { Rounds = 1 }, this with { Rounds = Rounds / 2 }] : [];
}

/// <summary>Time passes, and the service answers nothing.</summary>
internal sealed record Advance(int Milliseconds) : Command
{
    public override void Run(World world)
    {
        world.Coverage.OperationOnAll(world, "Advance");
        world.Advance(TimeSpan.FromMilliseconds(Milliseconds));
    }

    public override IEnumerable<Command> Simpler() => Milliseconds > 1 ? [this with { Milliseconds = Milliseconds / 2 }] : [];
}

/// <summary>The clock moves to the next timer.</summary>
internal sealed record Tick : Command
{
    public override void Run(World world)
    {
        world.Coverage.OperationOnAll(world, "Tick");
        world.TryTick();
    }
}
