using System.Globalization;
using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine.Commands;

/// <summary>How long a caller waits for a job, and whether the job is cancelled when the caller stops waiting.</summary>
internal sealed record Patience(double Seconds, CancelBehavior OnCancel)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Seconds == 0 ? "" : $"{Seconds} s, ")}{OnCancel}");

    public RunOptions ToOptions() => new() { OnCancel = OnCancel, JobTimeout = Seconds == 0 ? null : TimeSpan.FromSeconds(Seconds) };
}

internal sealed record StartRun(Patience Patience) : Command
{
    public override void Run(World world)
    {
        world.Coverage.OperationOnAll(world, "Run");
        var handle = world.NewHandle(world.NewSlot(Patience.ToOptions()), isAttached: false);
        handle.Slot.Start = world.Start(CallKind.Run, handle, async call => call.Result = await world.Caller
            .RunAsync(handle.Slot.Model, handle.Slot.Options with { Progress = call }, call.Stop.Token).ConfigureAwait(false));
    }

    public override IEnumerable<Command> Simpler() => [new StartSubmit(Patience)];
}

internal sealed record StartMany(Patience Patience) : Command
{
    public override void Run(World world)
    {
        world.Coverage.OperationOnAll(world, "Many");
        var handle = world.NewHandle(world.NewSlot(Patience.ToOptions()), isAttached: false);
        handle.Slot.Start = world.Start(CallKind.Many, handle, async call => call.Result = await world.Caller
            .RunManyAsync(handle.Slot.Model, handle.Slot.Options with { Progress = call }, call.Stop.Token).ConfigureAwait(false));
    }

    public override IEnumerable<Command> Simpler() => [new StartRun(Patience)];
}

internal sealed record StartSubmit(Patience Patience) : Command
{
    public override void Run(World world)
    {
        world.Coverage.OperationOnAll(world, "Submit");
        var handle = world.NewHandle(world.NewSlot(Patience.ToOptions()), isAttached: false);
        handle.Slot.Start = world.Start(CallKind.Submit, handle, async call =>
        {
            handle.Job = await handle.Slot.Model.SubmitAsync("a cat", handle.Slot.Options, call.Stop.Token).ConfigureAwait(false);
            handle.Id = handle.Job.RequestId;
        });
    }
}

/// <summary>Attaches to a job by an id that the caller may not have received, or that may not exist.</summary>
internal sealed record Attach(int Which, Patience Patience) : Command
{
    public override void Run(World world)
    {
        var job = Pick(world.Server.Service.Jobs, Which);
        var slot = world.Slots.Find(slot => slot.ModelId == job?.ModelId) ?? world.NewSlot(Patience.ToOptions());
        world.Coverage.Operation("Attach", slot, world);
        var handle = world.NewHandle(slot, isAttached: true);
        handle.Id = job?.Id ?? "req-of-nobody";
        handle.Job = slot.Model.Attach(handle.Id, slot.Options);
    }
}
