using SchemaSdk.Reliability.Tests.StateMachine.Model;
using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine.Rules;

/// <summary>Computes the time by which a call must have ended even if the service misbehaves.</summary>
internal static class Deadlines
{
    /// <summary>
    /// How long the client still awaits the answer to a submit after the caller has cancelled or the timeout has elapsed.
    /// </summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestGap = 15 * TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Spread = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    public static DateTimeOffset Of(World world, Call call)
    {
        var limits = world.Limits;
        var end = call.Kind switch
        {
            CallKind.Cancel => call.StartedAt + limits.Timeouts.Cancel,
            CallKind.Status => OfStatus(world, call),
            _ when call.Submits && AcceptedAt(world, call) is null =>
                call.StartedAt + OfQuota(world, call) + limits.Retry.SubmitBudget + limits.Timeouts.Submit + Grace,
            CallKind.Submit => AcceptedAt(world, call)!.Value,
            _ => Earlier(OfWait(world, call), OfReads(world, call)),
        };
        return call.CanceledAt is { } canceled ? Earlier(end + StopTime(world, call), canceled + StopTime(world, call)) : end;
    }

    // RunManyAsync may hold back an input for as long as the quota budget, plus the duration of each refused attempt. Each accepted input
    // restarts the budget.
    private static TimeSpan OfQuota(World world, Call call)
    {
        if (call.Kind != CallKind.Many)
        {
            return TimeSpan.Zero;
        }

        var taken = world.Server.Requests
            .Where(static request => request is { Kind: RequestKind.Submit, Meaning: Meaning.Good })
            .Max(static request => request.EndedAt);
        var refusals = world.Server.Requests.Count(
            request => request.ModelId == call.Slot.ModelId && request.Meaning == Meaning.NotNow);
        return world.Limits.Retry.QuotaBudget
            + (taken > call.StartedAt ? taken.Value - call.StartedAt : TimeSpan.Zero)
            + (world.Limits.Timeouts.Submit * refusals);
    }

    public static DateTimeOffset OfJob(World world, Call call) =>
        (call.Handle.IsAttached ? call.Handle.ClockStart!.Value : AcceptedAt(world, call) ?? DateTimeOffset.MaxValue - call.Handle.Timeout)
        + call.Handle.Timeout;

    /// <summary>The time at which the client stops awaiting the answer to a submit. The request id in a later answer is lost.</summary>
    public static DateTimeOffset OfLastAnswer(World world, Call call, PlayedRequest post) =>
        Earlier(
            Earlier(call.CanceledAt ?? DateTimeOffset.MaxValue - Grace, world.DisposedAt ?? DateTimeOffset.MaxValue - Grace),
            post.StartedAt + world.Limits.Timeouts.Submit) + Grace;

    /// <summary>Returns true if the answer to the call's submit may still arrive. If so, even a disposed client awaits it.</summary>
    public static bool IsAnswerAwaited(World world, Call call) =>
        call.Submits
        && world.Server.Requests.LastOrDefault(request => request.ModelId == call.Slot.ModelId) is { IsTaken: true } post
        && (post.IsPending || post.Answer == AnswerKind.HungBody)
        && world.Now < OfLastAnswer(world, call, post);

    /// <summary>The time at which the submit of a call was accepted; null if it was not.</summary>
    public static DateTimeOffset? AcceptedAt(World world, Call call) =>
        world.Server.Requests.FirstOrDefault(
            request => request is { Kind: RequestKind.Submit, Meaning: Meaning.Good } && request.ModelId == call.Slot.ModelId)?.EndedAt;

    private static TimeSpan StopTime(World world, Call call) =>
        (call.WasSending ? Grace : TimeSpan.Zero)
        + (call.Slot.Options.OnCancel == CancelBehavior.CancelJob && (call.Waits || call.Submits)
            ? world.Limits.Timeouts.Cancel
            : TimeSpan.Zero);

    // The last poll is at the job's timeout or at the start of the wait, whichever is later. A poll makes two reads.
    private static DateTimeOffset OfWait(World world, Call call)
    {
        var job = OfJob(world, call);
        return (call.StartedAt >= job ? call.StartedAt : job) + (2 * world.Limits.Timeouts.Read) + Instant;
    }

    private static DateTimeOffset OfReads(World world, Call call)
    {
        var last = LastOf(world, call, request => request.JobId == call.Handle.Id && request.Meaning == Meaning.Good);
        return last
            + LongestGap
            + world.Limits.Timeouts.Read
            + world.Limits.Retry.ReadBudget
            + world.Limits.Timeouts.Read
            + Spread
            + Instant;
    }

    // A status call makes two reads within one budget. If the budget ends during the first read, the second still makes one attempt.
    private static DateTimeOffset OfStatus(World world, Call call) =>
        call.StartedAt + world.Limits.Retry.ReadBudget + (2 * world.Limits.Timeouts.Read) + Instant;

    // Returns the latest of: the call's start, its job's acceptance, the last answer that counts, and the end of a requested delay.
    private static DateTimeOffset LastOf(World world, Call call, Func<PlayedRequest, bool> counts)
    {
        var last = call.StartedAt > AcceptedAt(world, call) || call.Handle.IsAttached
            ? call.StartedAt
            : AcceptedAt(world, call) ?? call.StartedAt;
        foreach (var request in world.Server.Requests.Where(request => request.IsRead && request.JobId == call.Handle.Id))
        {
            var pause = request.Meaning == Meaning.NotNow ? Replies.Later + Spread : TimeSpan.Zero;
            if ((pause > TimeSpan.Zero || counts(request)) && request.EndedAt + pause > last)
            {
                last = request.EndedAt!.Value + pause;
            }
        }

        return last;
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
