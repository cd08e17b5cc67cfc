using SchemaSdk.Reliability.Tests.StateMachine.Model;
using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine.Rules;

/// <summary>The rules that hold whenever a request is made.</summary>
internal static class RequestRules
{
    // Without this limit, a loop that never pauses would run forever.
    private const int MostRequests = 5000;

    public static void Check(World world, PlayedRequest request)
    {
        if (world.Server.Requests.Count > MostRequests)
        {
            throw new InvalidOperationException($"{MostRequests} requests were made.");
        }

        if (world.IsDisposed)
        {
            world.Break(Rule.DisposeEndsAll, $"{request} is made after the client was disposed");
        }

        switch (request.Kind)
        {
            case RequestKind.Submit:
                CheckSubmit(world, request);
                break;
            case RequestKind.Cancel:
                CheckCancel(world, request);
                break;
            default:
                CheckRead(world, request);
                break;
        }
    }

    private static void CheckSubmit(World world, PlayedRequest request)
    {
        foreach (var earlier in world.Server.Requests.Where(earlier => earlier.ModelId == request.ModelId))
        {
            if (earlier.IsTaken && earlier.Meaning != Meaning.NotNow)
            {
                world.Break(Rule.PostedOnce, $"{request} is made after {earlier}");
            }

            if (earlier.EndedAt >= world.Now && !MayHaveRoom(world, earlier))
            {
                world.Break(Rule.NotAgainAtOnce, $"{request} is made at the time of {earlier}");
            }

            if (IsLater(earlier) && !MayHaveRoom(world, earlier) && world.Now < earlier.EndedAt + Replies.Later)
            {
                world.Break(Rule.WaitsWhenAsked, $"{request} is made {world.Now - earlier.EndedAt} after {earlier}");
            }
        }

        if (!world.Calls.Any(call => call.Submits && call.Slot.ModelId == request.ModelId && call.IsOpen && call.CanceledAt is null))
        {
            world.Break(Rule.RequestsAreNeeded, $"no call needs {request}");
        }
    }

    private static void CheckCancel(World world, PlayedRequest request)
    {
        var modelId = world.Server.Service.Find(request.JobId)?.ModelId;
        var callers = world.Calls.Where(call => call.IsOpen
            && (call.Handle.Id == request.JobId || (call.Submits && call.Slot.ModelId == modelId))
            && (call.Kind == CallKind.Cancel
                || (call.CanceledAt is not null && call.Slot.Options.OnCancel == CancelBehavior.CancelJob)));
        if (!callers.Any())
        {
            world.Break(Rule.RequestsAreNeeded, $"no call needs {request}");
        }
    }

    private static void CheckRead(World world, PlayedRequest request)
    {
        var modelId = world.Server.Service.Find(request.JobId)?.ModelId;
        Call[] calls =
        [
            .. world.Calls.Where(call => call.Kind is not (CallKind.Submit or CallKind.Cancel)
                && (call.Handle.Id == request.JobId || (call.Kind is CallKind.Run or CallKind.Many && call.Slot.ModelId == modelId))),
        ];
        Call[] open = [.. calls.Where(call => call.IsOpen && call.CanceledAt is null && !call.Handle.HasEnded)];
        if (open.Length == 0)
        {
            world.Break(Rule.RequestsAreNeeded, $"no call still needs {request}");
        }

        // At any one moment, each call may cause at most one poll, which makes up to two reads.
        var now = world.Server.Requests.Count(
            earlier => earlier.JobId == request.JobId && earlier.IsRead && earlier.StartedAt == world.Now);
        if (now >= 2 * calls.Count(call => call.IsOpen || call.EndedAt == world.Now))
        {
            world.Break(Rule.NotAgainAtOnce, $"{request} is made {now + 1} times at once for {calls.Length} calls");
        }

        var asked = world.Server.Requests.LastOrDefault(earlier => earlier.IsRead && earlier.JobId == request.JobId && IsLater(earlier));
        if (world.Now < asked?.EndedAt + Replies.Later && !IsResultOfLastLook(world, request)
            && !open.Any(call => call.Waits && world.Now >= Deadlines.OfJob(world, call)))
        {
            world.Break(Rule.WaitsWhenAsked, $"{request} is made {world.Now - asked!.EndedAt} after {asked}");
        }
    }

    // A poll that has just read the status may read the result despite a requested delay.
    private static bool IsResultOfLastLook(World world, PlayedRequest request) => request.Kind == RequestKind.Result
        && world.Server.Requests.LastOrDefault(earlier => earlier.JobId == request.JobId && earlier.Kind == RequestKind.Status)
            is { Meaning: Meaning.Good } status
        && status.EndedAt == world.Now;

    // The service may accept a refused job once another job of RunManyAsync has ended.
    private static bool MayHaveRoom(World world, PlayedRequest refusal) =>
        refusal.Meaning == Meaning.NotNow
        && world.Calls.Exists(call => call.Kind == CallKind.Many && call.Slot.ModelId == refusal.ModelId)
        && world.Calls.Exists(
            other => other.Kind == CallKind.Many && other.Slot.ModelId != refusal.ModelId && !(other.EndedAt < refusal.EndedAt));

    private static bool IsLater(PlayedRequest request) =>
        request is { Answer: AnswerKind.Http429Later or AnswerKind.Http503Later or AnswerKind.Http503OfProxy, Meaning: Meaning.NotNow };
}
