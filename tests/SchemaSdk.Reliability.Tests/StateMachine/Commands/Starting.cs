using System.Globalization;
using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine.Commands;

/// <summary>How long a caller waits for a job, and whether the job is cancelled when the caller stops waiting.</summary>
internal sealed record Patience(double Seconds, CancelBehavior OnCancel)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Seconds == 0 ? "" : $"{Seconds} s, ")}{OnCancel}");

    public RunOptions ToOptions() => new() { OnCancel = OnCancel, JobTimeout = Seconds == 0 ? null : TimeSpan.FromSeconds(Seconds) };
}

/// <summary>Starts a job with one of the calls that submit.</summary>
internal sealed record StartJob(CallKind Kind, Patience Patience) : Command
{
    public override void Run(World world)
    {
        world.Coverage.OperationOnAll(world, Kind.ToString());
        var handle = world.NewHandle(world.NewSlot(Patience.ToOptions()), isAttached: false);
        var (model, options) = (handle.Slot.Model, handle.Slot.Options);
        handle.Slot.Start = world.Start(Kind, handle, async call =>
        {
            if (Kind == CallKind.Submit)
            {
                handle.Job = await model.SubmitAsync("a cat", options, call.Stop.Token).ConfigureAwait(false);
                handle.Id = handle.Job.RequestId;
                return;
            }

            options = options with { Progress = call };
            call.Result = await (Kind == CallKind.Run
                ? world.Caller.RunAsync(model, options, call.Stop.Token)
                : world.Caller.RunManyAsync(model, options, call.Stop.Token)).ConfigureAwait(false);
        });
    }

    public override IEnumerable<Command> Simpler() => Kind switch
    {
        CallKind.Many => [this with { Kind = CallKind.Run }],
        CallKind.Run => [this with { Kind = CallKind.Submit }],
        _ => [],
    };
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
