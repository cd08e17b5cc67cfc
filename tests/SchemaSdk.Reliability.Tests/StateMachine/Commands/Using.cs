using SchemaSdk.Reliability.Tests.StateMachine.Model;
using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine.Commands;

/// <summary>Calls a method of a job object.</summary>
internal sealed record Use(CallKind Kind, int Which) : Command
{
    public override void Run(World world)
    {
        if (Pick([.. world.Handles.Where(static handle => handle.Job is not null)], Which) is not { Job: { } job } handle)
        {
            return;
        }

        world.Coverage.Operation(Kind.ToString(), handle.Slot, world);
        world.Start(Kind, handle, async call =>
        {
            switch (Kind)
            {
                case CallKind.Wait:
                    call.Result = await job.WaitAsync(call, call.Stop.Token).ConfigureAwait(false);
                    break;
                case CallKind.Watch:
                    await foreach (var status in job.WatchAsync(call.Stop.Token).ConfigureAwait(false))
                    {
                        call.Report(status);
                    }

                    break;
                case CallKind.Status:
                    call.Report(await job.GetStatusAsync(call.Stop.Token).ConfigureAwait(false));
                    break;
                default:
                    call.Outcome = await job.CancelAsync(call.Stop.Token).ConfigureAwait(false);
                    break;
            }
        });
    }
}

internal sealed record CancelToken(int Which) : Command
{
    public override void Run(World world)
    {
        Call[] open = [.. world.Calls.Where(static call => call.IsOpen && call.CanceledAt is null)];
        if ((Pick(open, Which) ?? Pick(world.Calls, Which)) is not { } call)
        {
            return;
        }

        world.Coverage.Operation("CancelToken", call.Slot, world);
        if (call.IsOpen)
        {
            call.CanceledAt ??= world.Now;
            call.WasSending = call.Submits && world.Server.Requests.LastOrDefault(request => request.ModelId == call.Slot.ModelId)
                is { IsTaken: true, Meaning: not Meaning.Good };
        }

        call.Stop.Cancel();
    }
}

internal sealed record Dispose(bool IsAsync) : Command
{
    public override void Run(World world)
    {
        world.Coverage.OperationOnAll(world, IsAsync ? "DisposeAsync" : "Dispose");
        world.DisposeClient(IsAsync);
    }

    public override IEnumerable<Command> Simpler() => IsAsync ? [this with { IsAsync = false }] : [];
}
