using SchemaSdk.Reliability.Tests.StateMachine.Model;
using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine.Rules;

/// <summary>The rules that hold after every step.</summary>
internal static class StepRules
{
    /// <summary>
    /// The longest time between two reads of a job: three seconds for a model with unknown run times, plus six seconds until the job's
    /// turn, because all jobs of a client that has slowed down share two reads per second.
    /// </summary>
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(3 + 6);

    public static void Check(World world)
    {
        foreach (var call in world.Calls)
        {
            if (call.IsChecked)
            {
                continue;
            }

            CheckTime(world, call);
            CheckReads(world, call);
            if (!call.IsOpen)
            {
                call.IsChecked = true;
                EndRules.Check(world, call);
            }
        }

        CheckDispose(world);
        foreach (var slot in world.Slots)
        {
            CheckBills(world, slot);
        }

        foreach (var line in world.Log.Lines.Where(static line => line.Contains(World.Token, StringComparison.Ordinal)))
        {
            world.Break(Rule.TokenIsHidden, $"logged: {line}");
        }

        world.Log.Clear();
    }

    private static void CheckTime(World world, Call call)
    {
        if (call.IsOpen && world.IsDisposed && !Deadlines.IsAnswerAwaited(world, call))
        {
            world.Break(Rule.DisposeEndsAll, $"{call}");
        }
        else if (Deadlines.Of(world, call) is var end && (call.EndedAt ?? world.Now) > end)
        {
            world.Break(call.CanceledAt is null ? Rule.EndsInTime : Rule.StopIsObeyed, $"{call}, due at {end:HH:mm:ss.fff}");
        }
    }

    private static void CheckDispose(World world)
    {
        if (world.DisposeEnds.Exists(end => end.IsCompleted == world.Calls.Exists(static call => call.IsOpen)))
        {
            world.Break(Rule.DisposeWaits, $"DisposeAsync has {(world.Calls.Exists(static call => call.IsOpen) ? "" : "not ")}completed");
        }
    }

    // After a successful read, two things may delay the next read: the polling interval and, if the client has slowed down, polls of other
    // jobs.
    private static void CheckReads(World world, Call call)
    {
        if (!call.Waits || !call.IsOpen || call.CanceledAt is not null || world.IsDisposed || call.Handle.Id is not { } id
            || world.Now >= Deadlines.OfJob(world, call))
        {
            return;
        }

        PlayedRequest[] reads = [.. world.Server.Requests.Where(request => request.JobId == id && request.IsRead)];
        var recent = world.Now - world.Limits.Timeouts.Read - Replies.Later - LongestGap;
        if (reads.Any(read => read.Meaning != Meaning.Good && !(read.EndedAt < recent)))
        {
            return;
        }

        var last = reads.MaxBy(static read => read.EndedAt);
        var from = call.Submits ? Deadlines.AcceptedAt(world, call) : call.StartedAt;
        if (world.Now > (last?.EndedAt > from ? last.EndedAt : from) + LongestGap)
        {
            world.Break(Rule.OthersGoOn, $"{call} has waited since {last?.ToString() ?? "its start"}");
        }
    }

    private static void CheckBills(World world, Slot slot)
    {
        if (slot.Start is not { } start)
        {
            return;
        }

        ModelledJob[] bills = [.. world.Server.Service.Jobs.Where(job => job.ModelId == slot.ModelId)];
        if (bills.Length > 1)
        {
            world.Break(Rule.PostedOnce, $"{start} was charged {bills.Length} times");
        }

        if (!start.IsOpen && bills.Length == 1 && start.Handle.Id != bills[0].Id && start.Error is not ModelSubmissionUnknownException)
        {
            world.Break(Rule.BillsKnown, $"{start} was charged as {bills[0].Id}, but its caller knows \"{start.Handle.Id}\"");
        }
    }
}
